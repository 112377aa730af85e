# SPDX-License-Identifier: GPL-3.0-or-later
"""A Constancia de Situación Fiscal as PDF, drawn by hand: labels, columns and order as the SAT's has them."""

LEGENDS = ("Sus datos personales son incorporados y protegidos en los sistemas del SAT, de conformidad con los Lineamientos",
           "www.sat.gob.mx, denuncias@sat.gob.mx, desde México: (55) 8852 2222, desde el extranjero: + 55 8852 2222")

PERSON = {
    "rfc": "OEBF880214K75", "curp": "OEBF880214MQTLXR07", "given": "MARIA FERNANDA", "first": "OLVERA", "second": "BAÑUELOS",
    "status": "REACTIVADO", "zip": "76030", "kind": "CERRADA (CDA) O PRIVADA (PRIV)", "street": "PRIVADA DE LOS CEDROS",
    "exterior": "118", "interior": "", "neighborhood": "LOS ROBLES", "city": "SANTIAGO DE QUERETARO",
    "municipality": "QUERETARO", "state": "QUERETARO",
    "systems": (("Régimen de Sueldos y Salarios e Ingresos Asimilados a Salarios", "03/03/2015", ""),
                ("Régimen de las Personas Físicas con Actividades Empresariales y Profesionales", "18/01/2021", "31/12/2022"),
                ("Régimen Simplificado de Confianza", "01/01/2023", "")),
}
COMPANY = {
    **PERSON, "rfc": "HSP170905T46", "curp": None, "company": "HERRAMIENTAS Y SOLUCIONES PEÑASCO",
    "capital": "SOCIEDAD DE RESPONSABILIDAD LIMITADA DE CAPITAL VARIABLE", "status": "SUSPENDIDO", "zip": "83140",
    "kind": "BOULEVARD (BLVD.)", "street": "BOULEVARD DE LAS CHOYAS", "exterior": "1402", "interior": "BODEGA 3 Y 4",
    "neighborhood": "PARQUE INDUSTRIAL SAHUARO", "city": "", "municipality": "HERMOSILLO", "state": "SONORA",
    "email": "facturas@herrasol.example", "systems": (("Régimen General de Ley Personas Morales", "05/09/2017", ""),),
}


def _name(p):
    return p.get("company") or " ".join(part for part in (p["given"], p["first"], p["second"]) if part)


def _identity(p):
    yield "RFC:", p["rfc"]
    if p.get("company"):
        yield "Denominación/Razón Social:", p["company"]
        yield "Régimen Capital:", p["capital"]
    else:
        yield "CURP:", p["curp"]
        yield "Nombre (s):", p["given"]
        yield "Primer Apellido:", p["first"]
        yield "Segundo Apellido:", p["second"]
    yield "Fecha inicio de operaciones:", "03 DE MARZO DE 2015"
    yield "Estatus en el padrón:", p["status"]
    yield "Fecha de último cambio de estado:", "18 DE ENERO DE 2021"
    yield "Nombre Comercial:", ""


def _domicile(p):
    yield "Código Postal:" + p["zip"], "Tipo de Vialidad: " + p["kind"]
    yield "Nombre de Vialidad: " + p["street"], "Número Exterior: " + p["exterior"]
    yield "Número Interior:" + p["interior"], "Nombre de la Colonia: " + p["neighborhood"]
    yield ("Nombre de la Localidad: " + p["city"],
           "Nombre del Municipio o Demarcación Territorial: " + p["municipality"])
    yield "Nombre de la Entidad Federativa: " + p["state"], "Entre Calle: CALLE FRESNO"
    yield "Y Calle: AVENIDA DEL PARQUE", "Correo Electrónico: " + p["email"] if p.get("email") else ""


def pages(p):
    """Pieces of text of each page: x, y from the top, size, text."""
    one = [(480, 20, 7, "Página [1] de [2]"), (60, 40, 9, "CÉDULA DE IDENTIFICACIÓN FISCAL"), (150, 80, 9, p["rfc"]),
           (140, 92, 7, "Registro Federal de Contribuyentes"), (150, 112, 8, _name(p)),
           (140, 124, 7, "Nombre, denominación o razón"), (160, 132, 7, "social"), (150, 146, 8, "idCIF: 15030418827"),
           (145, 156, 7, "VALIDA TU INFORMACIÓN"), (165, 164, 7, "FISCAL"),
           (340, 80, 10, "CONSTANCIA DE SITUACIÓN FISCAL"), (370, 104, 8, "Lugar y Fecha de Emisión"),
           (350, 116, 8, "QUERETARO , QUERETARO A 09 DE"), (370, 126, 8, "SEPTIEMBRE DE 2024"), (400, 160, 8, p["rfc"]),
           (200, 190, 9, "Datos de Identificación del Contribuyente:")]
    y = 210
    for label, value in _identity(p):
        one.append((40, y, 8, label))
        if value:
            one.append((240, y, 8, value))
        y += 18
    one.append((220, y + 10, 9, "Datos del domicilio registrado"))
    y += 30
    for left, right in _domicile(p):
        one.append((40, y, 8, left))
        if right:
            one.append((310, y, 8, right))
        y += 18
    two = [(480, 20, 7, "Página [2] de [2]"), (240, 40, 9, "Actividades Económicas:"), (40, 54, 7, "Orden"),
           (180, 54, 7, "Actividad Económica"), (380, 54, 7, "Porcentaje"), (440, 54, 7, "Fecha Inicio"), (520, 54, 7, "Fecha Fin"),
           (50, 66, 7, "1"), (80, 66, 7, "Servicios de consultoría en administración"), (395, 66, 7, "100"), (440, 66, 7, "18/01/2021"),
           (260, 90, 9, "Regímenes:"), (180, 104, 7, "Régimen"), (440, 104, 7, "Fecha Inicio"), (520, 104, 7, "Fecha Fin")]
    y = 116
    for text, start, end in p["systems"]:
        two += [(40, y, 7, text), (440, y, 7, start)] + ([(520, y, 7, end)] if end else [])
        y += 11
    for line in LEGENDS:
        y += 14
        two.append((40, y, 6, line))
    two += [(40, y + 30, 7, "Cadena Original Sello:"),
            (140, y + 30, 7, f"||2024/09/09|{p['rfc']}|CONSTANCIA DE SITUACIÓN FISCAL|200001088888800000031||"),
            (40, y + 44, 7, "Sello Digital:"), (140, y + 44, 7, "rvWr3ryBx1fUWr75sPdFeXwim3lt+Gr/0sL")]
    return one, two


def text_of(p):
    """What a person copies from the document in a viewer: each line once, in the order of the content."""
    lines = {}
    for number, page in enumerate(pages(p)):
        for x, y, _size, text in page:
            lines.setdefault((number, y if y > 170 or number else (x > 300, y)), []).append(text)
    return "\n".join(" ".join(line) for line in lines.values())


def _content(pieces):
    shown = []
    for x, y, size, text in pieces:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {792 - y} Tm ({escaped}) Tj ET")
    return "\n".join(shown).encode("cp1252")


def write_pdf(contents):
    """A PDF with one page of each content stream."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for content in contents:
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
                       b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    pdf, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return pdf + (b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                  % (len(objects) + 1, table, len(objects) + 1, len(pdf)))


def constancia(person):
    return write_pdf([_content(page) for page in pages(person)])


def scan():
    """A page with a picture and no text."""
    return write_pdf([b"0.8 g 40 40 500 700 re f"])
