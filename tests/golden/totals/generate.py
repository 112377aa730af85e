#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the cases of this folder: inputs below, figures by exact fractions, rounded half up where a CFDI rounds.

It knows nothing of the program. Figures that a published document or the service's documentation state are in `known`
and must come out here too. Run it in this folder when a case is added; look at the difference before committing.
"""
import glob
import os
from fractions import Fraction as F

DECIMALS = {'MXN': 2, 'USD': 2, 'EUR': 2, 'CAD': 2, 'JPY': 0, 'CLP': 0, 'KWD': 3}


def half_up(value, places):
    scaled = abs(value) * 10 ** places
    whole = scaled.numerator // scaled.denominator
    if (scaled - whole) * 2 >= 1:
        whole += 1
    return F(whole if value >= 0 else -whole, 10 ** places)


def text(value, places):
    value = half_up(value, places)
    digits = str(abs(value.numerator * 10 ** places // value.denominator)).rjust(places + 1, '0')
    sign = '-' if value < 0 else ''
    return sign + (digits[:-places] + '.' + digits[-places:] if places else digits)


def tax(kind, factor, rate='0', withheld=False, mode=None, base=None):
    return dict(kind=kind, factor=factor, rate=rate, withheld=withheld, mode=mode or 'sum_before_taxes', base=base)


def iva(rate='0.16', **more):
    return tax('IVA', 'Tasa', rate, **more)


def exempt():
    return tax('IVA', 'Exento')


def isr(rate):
    return tax('ISR', 'Tasa', rate, withheld=True)


def iva_ret(rate='0.106667'):
    return tax('IVA', 'Tasa', rate, withheld=True)


def ieps(rate, mode=None, **more):
    return tax('IEPS', 'Tasa', rate, mode=mode, **more)


def quota(rate, mode=None, **more):
    return tax('IEPS', 'Cuota', rate, mode=mode, **more)


def line(quantity, price, taxes=(), included=False, discount='0', local=()):
    return dict(quantity=quantity, price=price, taxes=list(taxes), included=included, discount=discount,
                local=list(local))


def local(name, rate, withheld=False, base=None):
    return dict(name=name, rate=rate, withheld=withheld, base=base)


def hidden(t):
    return t['kind'] == 'IEPS' and not t['withheld'] and t['mode'] in ('unit', 'subtract_before_break_down')


def unit_price(ln):
    """(ValorUnitario, price that taxes are computed on)"""
    taxes = [t for t in ln['taxes'] if not t['withheld'] and t['factor'] != 'Exento']

    def total(kind, mode, factor):
        return sum((F(t['rate']) for t in taxes if (t['kind'] == 'IEPS') == (kind == 'IEPS') and t['factor'] == factor
                    and (kind != 'IEPS' or t['mode'] == mode)), F(0))

    r = total('other', None, 'Tasa')
    es, cs = (total('IEPS', 'sum_before_taxes', f) for f in ('Tasa', 'Cuota'))
    eb, cb = (total('IEPS', 'break_down', f) for f in ('Tasa', 'Cuota'))
    eu, cu = (total('IEPS', 'unit', f) for f in ('Tasa', 'Cuota'))
    ex, cx = (total('IEPS', 'subtract_before_break_down', f) for f in ('Tasa', 'Cuota'))
    price = F(ln['price'])
    if ln['included']:
        at_home = sum((F(t['rate']) for t in ln['local'] if not t['withheld'] and t['base'] is None), F(0))
        net = (price - cs * (1 + r) - cb - cu - cx) / ((1 + es) * (1 + r) + eb + eu + ex + at_home)
        net = half_up(net, 6)
        unit = half_up(net * (1 + eu + ex) + cu + cx, 6)
    else:
        price = half_up(price, 6)
        net = half_up((price - cx) / (1 + ex), 6)
        unit = half_up(price + net * eu + cu, 6)
    return unit, net


def compute(case):
    places = DECIMALS[case['currency']]
    out = dict(lines=[], withheld=[], transferred=[], local=[], places=places)
    withheld, transferred, locals_ = {}, {}, {}
    subtotal = discount = F(0)
    for ln in case['lines']:
        unit, net_price = unit_price(ln)
        quantity = half_up(F(ln['quantity']), 6)
        amount = half_up(quantity * unit, 6)
        off = half_up(F(ln['discount']), 6)
        subtotal += amount
        discount += off
        inside = any(hidden(t) for t in ln['taxes'])
        net = (half_up(quantity * net_price, 6) if inside else amount) - off

        def base_of(t, others):
            if t['base'] is not None:
                return half_up(F(t['base']), 6)
            if t['factor'] == 'Cuota':
                return quantity
            return net if t['kind'] == 'IEPS' else others

        wide = net
        for t in ln['taxes']:
            if t['kind'] == 'IEPS' and not t['withheld'] and t['mode'] == 'sum_before_taxes' and t['factor'] != 'Exento':
                wide += half_up(base_of(t, net) * F(t['rate']), 6)
        entries = []
        for t in ln['taxes']:
            if hidden(t):
                continue
            base = base_of(t, wide)
            value = F(0) if t['factor'] == 'Exento' else half_up(base * F(t['rate']), 6)
            entries.append((base, value))
            if t['withheld']:
                group = withheld.setdefault(t['kind'], [F(0), F(0)])
            else:
                rate = None if t['factor'] == 'Exento' else F(t['rate'])
                group = transferred.setdefault((t['kind'], t['factor'], rate), [F(0), F(0)])
            group[0] += base
            group[1] += value
        for t in ln['local']:
            base = net if t['base'] is None else half_up(F(t['base']), 6)
            key = (t['name'], t['withheld'], F(t['rate']))
            locals_[key] = locals_.get(key, F(0)) + half_up(base * F(t['rate']), 6)
        out['lines'].append((unit, amount, off, entries))

    out['subtotal'] = half_up(subtotal, places)
    out['discount'] = half_up(discount, places) if any(F(ln['discount']) for ln in case['lines']) else None
    total = out['subtotal'] - half_up(discount, places)
    for kind, (base, value) in withheld.items():
        out['withheld'].append((kind, half_up(base, places), half_up(value, places)))
        total -= half_up(value, places)
    for (kind, factor, rate), (base, value) in transferred.items():
        out['transferred'].append((kind, factor, rate, half_up(base, places), half_up(value, places)))
        total += half_up(value, places)
    for (name, away, rate), value in locals_.items():
        value = half_up(value, min(places, 2))
        out['local'].append((name, away, rate, value))
        total += -value if away else value
    out['total'] = total
    return out


def rate_text(rate):
    return text(rate, 6)


def write(case):
    figures = compute(case)
    places = figures['places']
    rows = ['# ' + case['about'], 'currency ' + case['currency']]
    for ln in case['lines']:
        rows.append('line quantity=%s price=%s%s%s' % (
            ln['quantity'], ln['price'], ' included' if ln['included'] else '',
            ' discount=' + ln['discount'] if F(ln['discount']) else ''))
        for t in ln['taxes']:
            rows.append('  tax %s %s %s%s%s%s' % (
                t['kind'], t['factor'], t['rate'], ' withheld' if t['withheld'] else '',
                ' mode=' + t['mode'] if t['mode'] != 'sum_before_taxes' else '',
                ' base=' + t['base'] if t['base'] is not None else ''))
        for t in ln['local']:
            rows.append('  local %s %s%s%s' % (t['name'], t['rate'], ' withheld' if t['withheld'] else '',
                                               ' base=' + t['base'] if t['base'] is not None else ''))
    rows.append('expect')
    for unit, amount, off, entries in figures['lines']:
        rows.append('line unit=%s amount=%s discount=%s' % (text(unit, 6), text(amount, 6), text(off, 6)))
        rows += ['  tax base=%s amount=%s' % (text(b, 6), text(v, 6)) for b, v in entries]
    rows += ['withheld %s base=%s amount=%s' % (k, text(b, places), text(v, places)) for k, b, v in figures['withheld']]
    rows += ['transferred %s %s %s base=%s amount=%s' % (k, f, '-' if r is None else rate_text(r), text(b, places),
                                                         text(v, places))
             for k, f, r, b, v in figures['transferred']]
    rows += ['local %s %s%s amount=%s' % (n, rate_text(r), ' withheld' if a else '', text(v, min(places, 2)))
             for n, a, r, v in figures['local']]
    rows.append('subtotal ' + text(figures['subtotal'], places))
    rows.append('discount ' + ('none' if figures['discount'] is None else text(figures['discount'], places)))
    rows.append('total ' + text(figures['total'], places))
    for name, value in case['known'].items():
        got = figures[name] if name in figures else sum(
            (g[-1] for g in figures[name.removeprefix('sum_')]), F(0))
        if got != F(value):
            raise SystemExit('%s: %s is %s, published is %s' % (case['name'], name, text(got, places), value))
    with open(case['name'] + '.txt', 'w', encoding='utf-8') as out:
        out.write('\n'.join(rows) + '\n')


CASES = []


def case(name, about, *lines, currency='MXN', **known):
    CASES.append(dict(name=name, about=about, lines=lines, currency=currency, known=known))


# the service's documentation
case('api-included', 'API: price 345.60 with IVA inside', line('1', '345.60', [iva()], included=True),
     subtotal='297.93', sum_transferred='47.67', total='345.60')
case('api-added', 'API: price 345.60 with IVA added', line('1', '345.60', [iva()]),
     subtotal='345.60', sum_transferred='55.30', total='400.90')
case('api-payment-100', 'API: 100.00 paid of that invoice has a base of 86.21',
     line('1', '100.00', [iva()], included=True), subtotal='86.21', total='100.00')
case('three-hundreds-included', 'three lines of 100.00 with IVA inside make 300.00',
     *[line('1', '100.00', [iva()], included=True)] * 3,
     subtotal='258.62', sum_transferred='41.38', total='300.00')

# published sample documents
case('sample-i01', 'sample: two decimals', line('2', '1250.00', [iva()]),
     subtotal='2500.00', sum_transferred='400.00', total='2900.00')
case('sample-i02', 'sample: discount, 16 %, 0 %, exempt and not subject',
     line('1.5', '1999.333333', [iva()], discount='99.995000'), line('12', '10.50', [iva('0')]),
     line('3', '150.00', [exempt()]), line('1', '80.00'),
     subtotal='3655.00', discount='100.00', sum_transferred='463.84', total='4018.84')
case('sample-i03', 'sample: fees with ISR and IVA withheld',
     line('1', '10000.00', [iva(), isr('0.10'), iva_ret()]),
     subtotal='10000.00', sum_withheld='2066.67', sum_transferred='1600.00', total='9533.33')
case('sample-i04', 'sample: global invoice of two tickets', line('1', '86.206897', [iva()]), line('1', '431.034483', [iva()]),
     subtotal='517.24', sum_transferred='82.76', total='600.00')
case('sample-i04-included', 'the same tickets from their prices', line('1', '100.00', [iva()], included=True),
     line('1', '500.00', [iva()], included=True), subtotal='517.24', total='600.00')
case('sample-i05', 'sample: services abroad in dollars at 0 %', line('10', '75.00', [iva('0')]), currency='USD',
     subtotal='750.00', sum_transferred='0.00', total='750.00')
case('sample-i06', 'sample: one small screw', line('1.000', '0.350000', [iva()]),
     subtotal='0.35', sum_transferred='0.06', total='0.41')
case('sample-i07', 'sample: IEPS by rate in the base of IVA, by quota beside it',
     line('24', '18.00', [ieps('0.25'), iva()]), line('40', '20.50', [quota('0.5917', 'break_down'), iva()]),
     subtotal='1252.00', sum_transferred='349.27', total='1601.27')
case('sample-e01', 'sample: credit note', line('1', '500.00', [iva()]), subtotal='500.00', total='580.00')
case('sample-33-freight', 'sample of 3.3: freight with a discount and 4 % withheld, handling',
     line('1', '12500.000000', [iva(), iva_ret('0.04')], discount='500.000000'), line('3', '333.333333', [iva()]),
     subtotal='13500.00', discount='500.00', sum_withheld='480.00', sum_transferred='2080.00', total='14600.00')
case('sample-33-cash', 'sample of 3.3: cement at 16 %, water at 0 %, an exempt book',
     line('40', '185.50', [iva()]), line('12', '38.00', [iva('0')]), line('1', '250.00', [exempt()]),
     subtotal='8126.00', sum_transferred='1187.20', total='9313.20')
case('sample-33-credit', 'sample of 3.3: a credit note', line('1', '742.00', [iva()]),
     subtotal='742.00', sum_transferred='118.72', total='860.72')

# rounding
case('half-up-tie', 'a sum that ends exactly in half a cent goes up', line('1', '0.005', [iva('0')]), total='0.01')
case('half-down', 'just below half a cent goes down', line('1', '0.004999', [iva('0')]), total='0.00')
case('sum-before-rounding', 'ten lines of 0.005 are 0.05, not 0.10', *[line('1', '0.005', [iva('0')])] * 10, total='0.05')
case('tax-sum-before-rounding', 'taxes of lines are added before they are rounded', *[line('1', '0.03', [iva()])] * 7)
case('group-base-and-amount', 'base and tax round apart', line('3', '0.335', [iva()]), line('1', '0.0011', [iva()]))
case('discount-rounds-apart', 'subtotal and discount round on their own', line('1', '10.005', [iva()], discount='0.005'))
case('thirds', 'a third of a thing', line('0.333333', '100', [iva()]), line('0.666667', '100', [iva()]))
case('six-decimals', 'six decimals in price and quantity', line('1.234567', '9.876543', [iva()]))
case('price-more-decimals', 'a price of eight decimals is rounded to six', line('1000', '1.23456789', [iva()]))
case('large', 'a large amount', line('123456', '987654.321098', [iva()]))
case('very-large', 'eighteen digits', line('999999', '999999999.999999', [iva(), isr('0.10')]))
case('tiny', 'the least that can be written', line('0.000001', '1', [iva()]))
case('tiny-price', 'the least price', line('1000000', '0.000001', [iva()]))
case('many-lines', 'two hundred lines of 33.333333', *[line('3', '33.333333', [iva()])] * 200)
case('many-included', 'two hundred lines of 9.99 with IVA inside', *[line('1', '9.99', [iva()], included=True)] * 200)
case('quantity-included', 'a thousand at 10.00 with IVA inside', line('1000', '10.00', [iva()], included=True))

# IVA
case('iva8', 'border rate', line('4', '125.50', [iva('0.08')]))
case('iva8-included', 'border rate inside', line('4', '135.54', [iva('0.08')], included=True))
case('iva0-included', 'nothing inside at 0 %', line('2', '55.55', [iva('0')], included=True))
case('exempt', 'exempt alone: no total of taxes', line('1', '1500', [exempt()]))
case('exempt-included', 'exempt with taxes inside', line('1', '1500.55', [exempt()], included=True))
case('no-tax', 'not subject to tax', line('7', '13.37'))
case('no-tax-included', 'not subject to tax, "included"', line('7', '13.37', included=True))
case('mixed-rates', '16, 8, 0, exempt and none in one document', line('1', '100.10', [iva()]), line('2', '50.05', [iva('0.08')]),
     line('3', '33.33', [iva('0')]), line('4', '25.25', [exempt()]), line('5', '20.20'))
case('mixed-included', 'inside and on top in one document', line('1', '116', [iva()], included=True), line('1', '100', [iva()]),
     subtotal='200.00', total='232.00')
case('same-rate-two-scales', '0.16 and 0.160000 are one group', line('1', '10', [iva('0.16')]), line('1', '20', [iva('0.160000')]))
case('own-base', 'a tax with a base of its own', line('1', '1000', [iva(base='600')]))

# withholdings
case('rent', 'rent: the usual two withholdings', line('1', '18500', [iva(), isr('0.10'), iva_ret()]))
case('resico', 'RESICO: ISR 1.25 %', line('3', '1234.56', [iva(), isr('0.0125')]))
case('resico-rent', 'RESICO with two thirds of IVA', line('1', '9999.99', [iva(), isr('0.0125'), iva_ret()]))
case('withheld-included', 'withholdings do not enter the price with taxes inside',
     line('1', '1160', [iva(), isr('0.10'), iva_ret()], included=True), subtotal='1000.00', total='953.33')
case('withheld-rates-one-group', 'ISR at two rates is one withholding', line('1', '1000', [iva(), isr('0.10')]),
     line('1', '1000', [iva(), isr('0.0125')]))
case('withheld-order', 'a withholding written first', line('1', '100', [isr('0.10'), iva()]))
case('withheld-many', 'freight and fees together', line('2', '4300.25', [iva(), iva_ret('0.04')]),
     line('1', '12000', [iva(), isr('0.10'), iva_ret()]), line('1', '350.75', [iva()]))

# discounts
case('discount', 'a discount before taxes', line('2', '500', [iva()], discount='100'), total='1044.00')
case('discount-all', 'everything off, not subject to tax', line('1', '250', discount='250'), total='0.00')
case('discount-some-lines', 'only one line has it', line('1', '99.99', [iva()]), line('3', '45.50', [iva()], discount='13.65'))
case('discount-included', 'written before taxes also with taxes inside',
     line('1', '116', [iva()], included=True, discount='10'), subtotal='100.00', discount='10.00', total='104.40')
case('discount-decimals', 'a discount of six decimals', line('7', '19.99', [iva()], discount='6.996501'))
case('discount-withheld', 'withholdings after the discount', line('1', '10000', [iva(), isr('0.10'), iva_ret()], discount='1500'))

# IEPS
case('ieps-sum', 'IEPS enters the base of IVA', line('6', '100', [ieps('0.08'), iva()]))
case('ieps-sum-order', 'the order of the taxes does not matter', line('6', '100', [iva(), ieps('0.08')]))
case('ieps-sum-included', 'taken out of the price in two steps', line('1', '125.28', [ieps('0.08'), iva()], included=True),
     subtotal='100.00', total='125.28')
case('ieps-break-down', 'IEPS beside IVA', line('6', '100', [ieps('0.08', 'break_down'), iva()]))
case('ieps-break-down-included', 'both from the same price', line('1', '124', [ieps('0.08', 'break_down'), iva()], included=True),
     subtotal='100.00', total='124.00')
case('ieps-unit', 'IEPS inside the unit price', line('6', '100', [ieps('0.08', 'unit'), iva()]), subtotal='648.00')
case('ieps-unit-included', 'the same from the final price', line('1', '124', [ieps('0.08', 'unit'), iva()], included=True),
     subtotal='108.00', total='124.00')
case('ieps-subtract', 'the price holds IEPS already', line('6', '108', [ieps('0.08', 'subtract_before_break_down'), iva()]),
     subtotal='648.00')
case('ieps-subtract-included', 'the same from the final price',
     line('1', '124', [ieps('0.08', 'subtract_before_break_down'), iva()], included=True), subtotal='108.00', total='124.00')
case('ieps-subtract-quota', 'fuel with its quota inside the price',
     line('40', '23.45', [quota('0.5917', 'subtract_before_break_down'), iva()]))
case('ieps-unit-quota', 'a quota added to the unit price', line('12', '15.30', [quota('1.6451', 'unit'), iva()]))
case('ieps-quota-sum', 'a quota in the base of IVA', line('24', '8.75', [quota('1.6451'), iva()]))
case('ieps-quota-beside', 'a quota beside IVA', line('24', '8.75', [quota('1.6451', 'break_down'), iva()]))
case('ieps-quota-included', 'a quota taken out of the price', line('24', '12.05', [quota('1.6451'), iva()], included=True))
case('ieps-quota-litres', 'boxes of 7.2 litres: the base is litres',
     line('10', '120', [quota('1.6451', 'break_down', base='72'), iva()]))
case('ieps-exempt-iva', 'IEPS with IVA at 0 %', line('5', '80', [ieps('0.08'), iva('0')]))
case('ieps-wine', 'wine at 26.5 % with a discount', line('12', '185.90', [ieps('0.265'), iva()], discount='223.08'))
case('ieps-tobacco', 'rate and quota in one line', line('100', '32.50', [ieps('1.6'), quota('0.6166', 'break_down'), iva()]))
case('ieps-withheld', 'withheld IEPS keeps the base of the line', line('1', '500', [ieps('0.25'), iva(), ieps('0.25', withheld=True)]))
case('ieps-withholdings', 'withholdings on subtotal and IEPS', line('1', '1000', [ieps('0.08'), iva(), isr('0.10'), iva_ret()]))

# local taxes
case('local-lodging', 'lodging tax on a room', line('3', '1450', [iva()], local=[local('ISH', '0.03')]))
case('local-five-per-thousand', 'five per thousand withheld', line('1', '250000', [iva()], local=[local('5AlMillar', '0.005', True)]))
case('local-both', 'one added, one withheld, over two lines', line('2', '999.99', [iva()], local=[local('ISH', '0.035')]),
     line('1', '3210.01', [iva()], local=[local('ISH', '0.035'), local('Cedular', '0.02', True)]))
case('local-base', 'a local tax with its own base, after a discount',
     line('1', '1000', [iva()], discount='100', local=[local('ISH', '0.03', base='500'), local('Cedular', '0.05', True)]))
case('local-included', 'a price that holds IVA and the lodging tax', line('1', '119', [iva()], included=True, local=[local('ISH', '0.03')]),
     subtotal='100.00', total='119.00')
case('local-included-many', 'prices that hold local taxes, one withheld and one of its own base among them',
     line('3', '100', [iva()], included=True, local=[local('ISH', '0.03'), local('Cedular', '0.02', True)]),
     line('7', '12.34', [iva(), ieps('0.08')], included=True, local=[local('ISH', '0.035'), local('Derecho', '0.01', base='50')]))
case('local-only', 'only a local tax', line('1', '333.33', local=[local('ISH', '0.03')]))

# currencies
case('usd', 'dollars', line('12', '49.95', [iva()]), line('1', '0.015', [iva()]), currency='USD')
case('eur-withheld', 'euros with a withholding', line('1', '2750.40', [iva(), isr('0.10')]), currency='EUR')
case('jpy', 'yen have no decimals', line('3', '1999.5', [iva()]), line('1', '0.4', [iva()]), currency='JPY')
case('jpy-included', 'yen with taxes inside', line('7', '1080', [iva('0.08')], included=True), currency='JPY')
case('clp-discount', 'Chilean pesos with a discount', line('2', '15990', [iva()], discount='1599.5'), currency='CLP')
case('kwd', 'dinars have three', line('3', '12.3456', [iva()]), currency='KWD')
case('jpy-local', 'a local tax follows a currency without decimals', line('1', '10001', [iva()], local=[local('ISH', '0.03')]),
     currency='JPY')

# mixtures
case('workshop', 'a workshop: labour, parts, lubricant, a loan of tools',
     line('2.5', '450', [iva()]), line('4', '389.655172', [iva()], discount='77.93'),
     line('5', '96.80', [quota('0.2988', 'break_down'), iva()]), line('1', '200', [exempt()]), line('1', '35.5'))
case('grocery', 'a grocery: everything with taxes inside',
     line('2', '18.50', [iva('0')], included=True), line('3', '22.90', [ieps('0.08'), iva('0')], included=True),
     line('1', '57.00', [ieps('0.265'), iva()], included=True), line('6', '17.00', [quota('1.6451'), iva()], included=True),
     line('1', '9.90', [iva()], included=True))
case('fractions', 'kilos at prices with taxes inside', *[line(q, p, [iva()], included=True) for q, p in (
     ('0.725', '189.90'), ('1.205', '98.50'), ('0.335', '245.00'), ('2.48', '31.90'))])

if __name__ == '__main__':
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    for old in glob.glob('*.txt'):
        os.remove(old)
    for one in CASES:
        write(one)
    print('%d cases' % len(CASES))
