#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A payroll receipt and a transfer that another program drafted: shown, previewed, stamped as they are, cancelled."""
from service import Service
from steps import (_, PATIENCE, Facturador, Story, ask_to_stamp, document_choice, go, key, keys, open_practice,
                   queue_says, re, time, until)

WORKER = {"legal_name": "KARLA FUENTE NOLASCO", "tax_id": "FUNK671228PH6", "tax_system": "605", "address": {"zip": "01160"}}
PAYROLL = {"type": "N", "status": "draft", "customer": WORKER, "complements": [{"type": "nomina", "data": {
    "fecha_pago": "2026-02-28", "fecha_inicial_pago": "2026-02-16", "fecha_final_pago": "2026-02-28",
    "num_dias_pagados": 13, "emisor": {"registro_patronal": "B5510768108"},
    "receptor": {"curp": "FUNK671228MCLNLR05", "tipo_contrato": "01", "tipo_regimen": "02", "num_empleado": "120",
                 "periodicidad_pago": "04", "clave_ent_fed": "GUA", "num_seguridad_social": "04078873454",
                 "fecha_inicio_rel_laboral": "2024-01-15", "tipo_jornada": "01", "riesgo_puesto": "1",
                 "salario_base_cot_apor": 450, "salario_diario_integrado": 470.55},
    "percepciones": {"percepcion": [{"tipo_percepcion": "001", "clave": "S001", "importe_gravado": 5850,
                                     "importe_exento": 240}]},
    "deducciones": [{"tipo_deduccion": "002", "clave": "D002", "importe": 512.34},
                    {"tipo_deduccion": "001", "clave": "D001", "importe": 160.2}],
    "otros_pagos": [{"tipo_otro_pago": "002", "clave": "O002", "importe": 0, "subsidio_causado": 0}]}}]}
OWN = {"legal_name": "EMPRESA DE PRUEBA", "tax_id": "EDP150310M76", "tax_system": "601", "address": {"zip": "50000"}}
HOME = {"Calle": "Reforma", "Estado": "HID", "Pais": "MEX", "CodigoPostal": "42501"}


def place(kind, name, **more):
    return {"TipoUbicacion": kind, "IDUbicacion": name, "RFCRemitenteDestinatario": "URE180429TM6",
            "FechaHoraSalidaLlegada": "2026-03-02T06:00:00", "Domicilio": HOME, **more}


TRANSFER = {"type": "T", "status": "draft", "customer": OWN,
            "items": [{"quantity": 10, "product": {"description": "Equipo", "product_key": "43211503"}}],
            "complements": [{"type": "carta_porte", "data": {
                "IdCCP": "CCC1A2B3-C4D5-4E6F-8A9B-0C1D2E3F4A5B", "TranspInternac": "No", "TotalDistRec": 870,
                "Ubicaciones": [place("Origen", "OR000001"), place("Destino", "DE000001", DistanciaRecorrida=870)],
                "Mercancias": {"PesoBrutoTotal": 25.5, "UnidadPeso": "KGM", "NumTotalMercancias": 1, "Mercancia": [{
                    "BienesTransp": "31181701", "Descripcion": "Equipo", "Cantidad": 10, "ClaveUnidad": "H87",
                    "PesoEnKg": 25.5, "CantidadTransporta": [{"Cantidad": 10, "IDOrigen": "OR000001",
                                                              "IDDestino": "DE000001"}],
                    "GuiasIdentificacion": [{"NumeroGuiaIdentificacion": "1234567890",
                                             "DescripGuiaIdentificacion": "Caja", "PesoGuiaIdentificacion": 1}]}],
                    "Autotransporte": {"PermSCT": "TPAF01", "NumPermisoSCT": "P1", "IdentificacionVehicular": {
                        "ConfigVehicular": "C2R2", "PesoBrutoVehicular": 12.5, "PlacaVM": "ABC1234",
                        "AnioModeloVM": 2022}, "Seguros": {"AseguraRespCivil": "Seguros SA",
                                                           "PolizaRespCivil": "123"},
                        "Remolques": [{"SubTipoRem": "CTR001", "Placa": "ABC123"}]}},
                "FiguraTransporte": [{"TipoFigura": "01", "RFCFigura": "CACX7605101P8", "NumLicencia": "a234567890",
                                      "NombreFigura": "XOCHILT CASAS CHAVEZ"}]}}]}


def shown(app, text):
    """@text is somewhere in view."""
    return app.see_text(re.compile(re.escape(text)))


def pull(app, service, body):
    made = service.ask("POST", "/invoices", body)
    go(app, 1, "Invoices")
    key("F5")
    queue_says(app, "Up to date")
    return made


def open_it(app, name):
    go(app, 1, "Invoices")
    key("ctrl+f")
    keys(name.split()[-1])
    shown(app, name)
    until(lambda: app.seen("label", _("Draft")), PATIENCE, "the draft alone")
    key("Return")
    app.see("button", _("Stamp"))


def stamp(app):
    ask_to_stamp(app)
    app.see_text(_("XML stored and verified · seal valid"), timeout=PATIENCE * 3)


def named_page(app, kind):
    """The page and its dialogs say what the document is, and it is not begun anew."""
    title = re.compile(r"^%s \S+ \d+$" % re.escape(_(kind)))
    name = app.see("label", title).name
    assert not app.seen("button", _("D_uplicate"))
    for choice in app.seen("button", _("M_ore")):
        choice.click()
        app.see("menu item", _("_Cancel…"))
        assert not app.seen("menu item", _("D_uplicate"))
        key("Escape")
    document_choice(app, "E-_mail…")
    app.wait_question("the dialog")
    app.see("label", _("E-mail: %s") % name)
    key("Escape")
    app.wait_answered("the dialog")
    return name


def preview(app):
    key("ctrl+p")
    app.find("button", _("Zoom out"))


def carried(story, app, service):
    with story.step("a payroll receipt comes whole, and is not written here"):
        made = pull(app, service, PAYROLL)
        open_it(app, WORKER["legal_name"])
        for text in (_("Payroll receipt"), WORKER["tax_id"], "2026-02-16", "6,090.00", "672.54", "5,417.46"):
            shown(app, text)
        assert not app.seen("grid", _("Lines")) and not app.seen("search box", _("Customer"))
    story.narrow()
    with story.step("its paper"):
        preview(app)
        time.sleep(2)
    with story.step("it is stamped as it is"):
        key("Escape")
        stamp(app)
        assert service.ask("GET", f"/invoices/{made['id']}")["complements"] == made["complements"]
    with story.step("named for what it is"):
        name = named_page(app, "Payroll receipt")
    with story.step("and cancelled"):
        document_choice(app, "_Cancel…")
        app.wait_question("the dialog")
        app.see("label", _("Cancel: %s") % name)
        app.find("checkbox", _("It has errors, and nothing replaces it")).click()
        app.see("button", _("_Cancel Document")).click()
        app.wait_answered("the dialog")
        until(lambda: service.ask("GET", f"/invoices/{made['id']}")["status"] == "canceled", PATIENCE * 3,
              "the cancellation")
        app.action("win.back")
    with story.step("a transfer likewise"):
        pull(app, service, TRANSFER)
        open_it(app, OWN["legal_name"])
        for text in (_("Transfer of goods"), "Equipo", _("Carta Porte")):
            shown(app, text)
    with story.step("the paper of a transfer"):
        preview(app)
        time.sleep(2)
    with story.step("a transfer is stamped"):
        key("Escape")
        stamp(app)
        named_page(app, "Transfer of goods")


def main():
    story = Story("carried")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company"):
            open_practice(app)
        carried(story, app, Service(app))
    story.done()


main()
