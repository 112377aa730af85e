#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the golden cases of payments beside this file: exact fractions, rounded where Pagos 2.0 rounds.

A file is a history: invoices, then payments; after each one what it must become. The arithmetic here is of its own:
nothing of the program is used.
"""

from fractions import Fraction as F
from itertools import combinations
from pathlib import Path

HERE = Path(__file__).parent
PLACES = {'MXN': 2, 'USD': 2, 'EUR': 2, 'JPY': 0}
TOTALS = [
    ('TotalRetencionesIVA', ('IVA', True, None), 'amount'),
    ('TotalRetencionesISR', ('ISR', True, None), 'amount'),
    ('TotalRetencionesIEPS', ('IEPS', True, None), 'amount'),
    ('TotalTrasladosBaseIVA16', ('IVA', False, '0.16'), 'base'),
    ('TotalTrasladosImpuestoIVA16', ('IVA', False, '0.16'), 'amount'),
    ('TotalTrasladosBaseIVA8', ('IVA', False, '0.08'), 'base'),
    ('TotalTrasladosImpuestoIVA8', ('IVA', False, '0.08'), 'amount'),
    ('TotalTrasladosBaseIVA0', ('IVA', False, '0'), 'base'),
    ('TotalTrasladosImpuestoIVA0', ('IVA', False, '0'), 'amount'),
    ('TotalTrasladosBaseIVAExento', ('IVA', False, 'Exento'), 'base'),
]


def half_up(value, places):
    scaled = abs(value) * 10 ** places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return F(whole if value >= 0 else -whole, 10 ** places)


def cut(value, places):
    return F(value.numerator * 10 ** places // value.denominator, 10 ** places)


def text(value, places):
    scaled = value * 10 ** places
    assert scaled.denominator == 1, (value, places)
    digits = str(abs(scaled.numerator)).rjust(places + 1, '0')
    sign = '-' if value < 0 else ''
    return sign + (digits[:-places] + '.' + digits[-places:] if places else digits)


class Tax:
    def __init__(self, kind, rate, base, withheld=False, factor=None):
        self.kind, self.withheld, self.base = kind, withheld, F(base)
        self.factor = factor or ('Exento' if rate == 'Exento' else 'Tasa')
        self.rate_text = rate
        self.rate = F(0) if rate == 'Exento' else F(rate)


class Invoice:
    def __init__(self, name, total, *taxes, currency='MXN', balance=None, installment=1):
        self.name, self.total, self.currency = name, F(total), currency
        self.balance = F(balance) if balance is not None else self.total
        self.installment, self.taxes = installment, taxes

    def line(self):
        places = PLACES[self.currency]
        lines = [f'invoice {self.name} currency={self.currency} total={text(self.total, places)}'
                 f' balance={text(self.balance, places)} installment={self.installment}']
        for tax in self.taxes:
            lines.append(f'tax {self.name} {tax.kind} {tax.factor} '
                         f'{0 if tax.rate_text == "Exento" else tax.rate_text} base={text(tax.base, places)}'
                         f'{" withheld" if tax.withheld else ""}')
        return lines


def iva(total, rate='0.16'):
    """one line of IVA whose total is @total"""
    base = half_up(F(total) / (1 + F(rate)), 2)
    return Tax('IVA', rate, base)


class Part:
    def __init__(self, invoice, amount, equivalence):
        self.invoice, self.amount, self.equivalence = invoice, amount, equivalence
        self.last, self.installment = invoice.balance, invoice.installment

    def share(self):
        return half_up(self.amount / self.equivalence, 12)

    def bases(self):
        """what of each base falls here: the share up to this payment less the share up to the one before"""
        covered = self.invoice.total - self.last
        for tax in self.invoice.taxes:
            upto = half_up(tax.base * (covered + self.amount) / self.invoice.total, 6)
            yield tax, upto - half_up(tax.base * covered / self.invoice.total, 6)


class Payment:
    def __init__(self, deposit, currency='MXN', rate='1', rates=None, hand=None):
        self.deposit, self.currency, self.rate = F(deposit), currency, F(rate)
        self.rate_text, self.rates, self.hand = rate, rates or {}, hand
        self.parts = []

    def equivalence(self, invoice):
        if invoice.currency == self.currency:
            return F(1)
        rate = F(1) if invoice.currency == 'MXN' else F(self.rates.get(invoice.currency, 0))
        return half_up(self.rate / rate, 10) if rate else None

    def places(self):
        return PLACES[self.currency]

    def amount(self):
        return half_up(sum((part.share() for part in self.parts), F(0)), self.places())

    def give(self, invoice, amount):
        amount = min(cut(F(amount), PLACES[invoice.currency]), invoice.balance)
        if amount > 0:
            self.parts.append(Part(invoice, amount, self.equivalence(invoice)))

    def propose(self, invoices):
        able = [(i, half_up(i.balance / self.equivalence(i), self.places()))
                for i in invoices if i.balance > 0 and self.equivalence(i)]
        for invoice, cost in able:
            if cost == self.deposit:
                return self.give(invoice, invoice.balance)
        sets = [(sum(1 << n for n in chosen), chosen) for size in range(2, min(16, len(able)) + 1)
                for chosen in combinations(range(min(16, len(able))), size)]
        for _, chosen in sorted(sets):
            if sum(able[n][1] for n in chosen) == self.deposit:
                for n in chosen:
                    self.give(able[n][0], able[n][0].balance)
                return None
        rest = self.deposit
        for invoice, cost in able:
            if rest <= 0:
                break
            if cost <= rest:
                self.give(invoice, invoice.balance)
                rest -= cost
            else:
                self.give(invoice, half_up(rest * self.equivalence(invoice), PLACES[invoice.currency]))
                rest = F(0)
        return None

    def settle(self):
        rest = self.deposit - self.amount()
        foreign = [part for part in self.parts if part.invoice.currency != self.currency]
        if not rest or not foreign:
            return
        grain = sum((F(1, 10 ** PLACES[part.invoice.currency]) / part.equivalence for part in foreign), F(0))
        if abs(rest) > grain + F(1, 10 ** self.places()):
            return
        part = max(foreign, key=lambda one: one.share())
        before = part.equivalence
        others = sum((one.share() for one in self.parts if one is not part), F(0))
        part.equivalence = half_up(part.amount / (self.deposit - others), 10)
        if abs(self.deposit - self.amount()) >= abs(rest):
            part.equivalence = before

    def groups(self):
        sums = {}
        for withheld in (True, False):
            for part in self.parts:
                for tax, base in part.bases():
                    if tax.withheld != withheld or base <= 0:
                        continue
                    rate = None if withheld else 'Exento' if tax.factor == 'Exento' else tax.rate_text
                    key = (tax.kind, withheld, rate, None if withheld else tax.factor)
                    known = sums.setdefault(key, [F(0), F(0)])
                    amount = half_up(base * tax.rate, 6)
                    if not withheld:
                        known[0] += half_up(base / part.equivalence, 12)
                    known[1] += half_up(amount / part.equivalence, 12)
        return {key: [half_up(value, 6) for value in values] for key, values in sums.items()}

    def write(self, invoices):
        out = [f'payment {self.currency} rate={self.rate_text} deposit={text(self.deposit, self.places())}']
        out += [f'rate {currency} {rate}' for currency, rate in self.rates.items()]
        if self.hand is None:
            out.append('propose')
            self.propose(invoices)
        else:
            for name, amount in self.hand.items():
                invoice = next(one for one in invoices if one.name == name)
                out.append(f'give {name} {amount}')
                self.give(invoice, amount)
        self.settle()
        out.append('expect')
        for part in self.parts:
            places = PLACES[part.invoice.currency]
            out.append(f'part {part.invoice.name} installment={part.installment} last={text(part.last, places)}'
                       f' amount={text(part.amount, places)} left={text(part.last - part.amount, places)}'
                       f' equivalence={text(part.equivalence, 10)}')
            for tax, base in part.bases():
                if base > 0:
                    out.append(f'tax {part.invoice.name} {tax.kind} {tax.factor} '
                               f'{0 if tax.factor == "Exento" else tax.rate_text} base={text(base, 6)}'
                               f' amount={text(half_up(base * tax.rate, 6), 6)}'
                               f'{" withheld" if tax.withheld else ""}')
        groups = self.groups()
        for (kind, withheld, rate, factor), (base, amount) in groups.items():
            if withheld:
                out.append(f'group {kind} withheld amount={text(amount, 6)}')
            else:
                out.append(f'group {kind} {factor} {0 if rate == "Exento" else rate} base={text(base, 6)}'
                           f' amount={text(amount, 6)}')
        for name, (kind, withheld, rate), which in TOTALS:
            found = [values for key, values in groups.items() if key[0] == kind and key[1] == withheld
                     and (withheld or (key[2] == rate if rate in (None, 'Exento') else
                                       key[3] == 'Tasa' and F(key[2]) == F(rate)))]
            if found:
                value = sum((half_up(one[0 if which == 'base' else 1] * self.rate, 12) for one in found), F(0))
                out.append(f'total {name} {text(half_up(value, 2), 2)}')
        pesos = half_up(half_up(self.amount() * self.rate, 12), 2)
        out.append(f'total MontoTotalPagos {text(pesos, 2)}')
        out.append(f'amount {text(self.amount(), self.places())}')
        out.append(f'rest {text(self.deposit - self.amount(), self.places())}')
        for part in self.parts:
            part.invoice.balance -= part.amount
            part.invoice.installment += 1
        return out


def case(name, title, invoices, *payments):
    lines = [f'# {title}']
    for invoice in invoices:
        lines += invoice.line()
    for payment in payments:
        lines += [''] + payment.write(invoices)
    (HERE / f'{name}.txt').write_text('\n'.join(lines) + '\n')


def plain(name, total, **more):
    return Invoice(name, total, iva(total), **more)


def fees(name, base):
    """honorarios: IVA 16, ISR 10 % and two thirds of the IVA withheld"""
    base = F(base)
    added = half_up(base * F('0.16'), 2)
    kept = half_up(base * F('0.10'), 2) + half_up(base * F('0.106667'), 2)
    return Invoice(name, base + added - kept, Tax('IVA', '0.16', base), Tax('ISR', '0.10', base, True),
                   Tax('IVA', '0.106667', base, True))


def main():
    case('01-whole', 'one invoice, paid whole', [plain('A', '345.60')], Payment('345.60'))
    case('02-part', 'one invoice, a part of it', [plain('A', '345.60')], Payment('100.00'))
    case('03-three', 'three instalments of thirds that do not divide', [plain('A', '1000.00')],
         Payment('333.33'), Payment('333.33'), Payment('333.34'))
    case('04-seven', 'seven instalments, the last one of a cent', [plain('A', '100.01')],
         *[Payment('16.66') for _ in range(6)], Payment('0.05'))
    case('05-exact', 'the deposit is one invoice to the cent, not the oldest',
         [plain('A', '500.00'), plain('B', '740.00'), plain('C', '740.00')], Payment('740.00'))
    case('06-exact-two', 'the deposit is two invoices together',
         [plain('A', '500.00'), plain('B', '123.45'), plain('C', '876.55')], Payment('1000.00'))
    case('07-exact-all', 'the deposit is all of them',
         [plain('A', '10.10'), plain('B', '20.20'), plain('C', '30.30')], Payment('60.60'))
    case('08-oldest', 'oldest first, as far as it reaches',
         [plain('A', '500.00'), plain('B', '700.00'), plain('C', '900.00')], Payment('850.00'))
    case('09-too-much', 'more arrived than is owed', [plain('A', '500.00')], Payment('512.34'))
    case('10-hand', 'by hand over three',
         [plain('A', '500.00'), plain('B', '700.00'), plain('C', '900.00')],
         Payment('600.00', hand={'A': '100.00', 'B': '200.50', 'C': '299.50'}))
    case('11-hand-over', 'by hand, more than is owed is cut', [plain('A', '500.00')],
         Payment('500.00', hand={'A': '501.00'}))
    case('12-fees', 'honorarios with what is withheld', [fees('A', '10000.00')], Payment('9533.33'))
    case('13-fees-thirds', 'honorarios in three', [fees('A', '8888.88')], Payment('3000.00'), Payment('3000.00'),
         Payment('2474.07'))
    case('14-resico', 'RESICO: 1.25 % of ISR withheld',
         [Invoice('A', '1147.50', Tax('IVA', '0.16', '1000'), Tax('ISR', '0.0125', '1000', True))],
         Payment('500.00'), Payment('647.50'))
    case('15-freight', 'fletes: 4 % of IVA withheld',
         [Invoice('A', '1120.00', Tax('IVA', '0.16', '1000'), Tax('IVA', '0.04', '1000', True))], Payment('1.00'),
         Payment('1119.00'))
    case('16-border', 'IVA of 8 %', [Invoice('A', '1080.00', Tax('IVA', '0.08', '1000'))], Payment('432.10'))
    case('17-zero', 'IVA of 0 %', [Invoice('A', '777.77', Tax('IVA', '0', '777.77'))], Payment('111.11'))
    case('18-exempt', 'exempt of IVA', [Invoice('A', '777.77', Tax('IVA', 'Exento', '777.77'))], Payment('222.22'))
    case('19-no-object', 'no object of tax', [Invoice('A', '777.77')], Payment('700.00'))
    case('20-four-rates', 'four rates in one invoice',
         [Invoice('A', '4240.00', Tax('IVA', '0.16', '1000'), Tax('IVA', '0.08', '1000'), Tax('IVA', '0', '1000'),
                  Tax('IVA', 'Exento', '1000'))], Payment('1234.56'), Payment('3005.44'))
    case('21-ieps', 'IEPS of 8 % and IVA on top',
         [Invoice('A', '1252.80', Tax('IEPS', '0.08', '1000'), Tax('IVA', '0.16', '1080'))], Payment('626.40'))
    case('22-quota', 'IEPS as a quota per litre',
         [Invoice('A', '2379.11', Tax('IEPS', '0.5911', '100', factor='Cuota'), Tax('IVA', '0.16', '2000'))],
         Payment('1000.00'))
    case('23-mixed', 'several invoices with different taxes',
         [fees('A', '1500.00'), plain('B', '232.00'), Invoice('C', '300.00', Tax('IVA', 'Exento', '300'))],
         Payment('1800.00'))
    usd = {'USD': '20.1234'}
    case('24-usd-usd', 'dollars for dollars', [plain('A', '1160.00', currency='USD')],
         Payment('1160.00', 'USD', '20.1234'))
    case('25-usd-part', 'dollars for a part in dollars', [plain('A', '1160.00', currency='USD')],
         Payment('333.33', 'USD', '19.9876'))
    case('26-usd-in-mxn', 'pesos for an invoice in dollars, whole', [plain('A', '100.00', currency='USD')],
         Payment('2012.34', rates=usd))
    case('27-usd-in-mxn-part', 'pesos for a part: the cent that does not divide goes into the equivalence',
         [plain('A', '100.00', currency='USD')], Payment('1000.00', rates=usd))
    case('28-mxn-in-usd', 'dollars for an invoice in pesos', [plain('A', '2012.34')],
         Payment('100.00', 'USD', '20.1234'))
    case('29-mxn-in-usd-part', 'dollars for a part in pesos', [plain('A', '5000.00')],
         Payment('77.77', 'USD', '18.765432'))
    case('30-eur-in-usd', 'dollars for an invoice in euros', [plain('A', '1000.00', currency='EUR')],
         Payment('1100.00', 'USD', '18.5', rates={'EUR': '20.35'}))
    case('31-two-currencies', 'pesos for one in pesos and one in dollars',
         [plain('A', '1160.00'), plain('B', '58.00', currency='USD')], Payment('2000.00', rates=usd))
    case('32-three-currencies', 'pesos for three currencies',
         [plain('A', '100.00', currency='USD'), plain('B', '100.00', currency='EUR'), plain('C', '100.00')],
         Payment('4147.34', rates={'USD': '20.1234', 'EUR': '21.5'}))
    case('33-no-rate', 'an invoice whose currency has no rate is left out',
         [plain('A', '100.00', currency='EUR'), plain('B', '500.00')], Payment('300.00'))
    case('34-yen', 'an invoice without decimals', [Invoice('A', '116000', Tax('IVA', '0.16', '100000'),
                                                            currency='JPY')],
         Payment('10000.00', rates={'JPY': '0.1345'}))
    case('35-large', 'a large one in dollars: the tenth decimal matters',
         [plain('A', '987654.32', currency='USD')], Payment('10000000.00', rates=usd), Payment('9874962.94', rates=usd))
    case('36-fees-usd', 'honorarios in dollars paid in pesos', [Invoice('A', '953.33', Tax('IVA', '0.16', '1000'), Tax('ISR', '0.10', '1000', True),
                  Tax('IVA', '0.106667', '1000', True), currency='USD')],
         Payment('9000.00', rates=usd),
         Payment('10184.24', rates=usd))
    case('37-cent', 'the smallest payment there is', [plain('A', '1000000.00')], Payment('0.01'))
    case('38-after-credit', 'after a credit note: the balance is less than total and payments say',
         [plain('A', '1000.00', balance='600.00', installment=2)], Payment('600.00'))
    case('39-instalment-twelve', 'the twelfth instalment', [plain('A', '1200.00', balance='100.00', installment=12)],
         Payment('100.00'))
    case('40-many', 'twenty invoices, oldest first',
         [plain(f'A{n}', f'{100 + n}.{n:02d}') for n in range(20)], Payment('1500.00'))
    case('41-exact-among-many', 'three of twelve come to it',
         [plain(f'A{n}', f'{101 + 37 * n}.{(n * 13) % 100:02d}') for n in range(12)], Payment('896.08'))
    case('42-two-of-same', 'two of the same balance: the older one', [plain('A', '50.00'), plain('B', '50.00')],
         Payment('50.00'))
    case('43-usd-three', 'an invoice in dollars in three deposits of pesos', [plain('A', '1000.00', currency='USD')],
         Payment('7000.00', rates=usd), Payment('7000.00', rates={'USD': '19.8'}),
         Payment('6000.00', rates={'USD': '20.5'}))
    case('44-residue', 'a base that is no sum of its parts', [plain('A', '0.10')], Payment('0.03'), Payment('0.03'),
         Payment('0.04'))


main()
