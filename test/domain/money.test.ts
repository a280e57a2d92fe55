import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney, formatWan, formatYi, formatYuan, parseMoney } from '@/domain/money.ts'

describe('parseMoney', () => {
  it.each([
    ['200000.00', 'yuan', '200000.00'],
    ['45,341', 'yuan', '45341.00'],
    ['54533985.1', 'yuan', '54533985.10'],
    ['４５，３４１．５', 'yuan', '45341.50'],
    ['1.2300', 'yuan', '1.23'],
    ['465.145443', 'wan', '4651454.43'],
    ['0', 'wan', '0.00'],
    ['－12.5', 'yuan', '-12.50'],
    ['¥ 1,000', 'yuan', '1000.00'],
    ['20万元', 'yuan', '200000.00'],
    ['20元', 'wan', '20.00'],
    ['007', 'yuan', '7.00'],
    ['9999999999999999.99', 'yuan', '9999999999999999.99'],
  ] as const)('reads %s in %s as %s', (text, unit, value) => {
    expect(parseMoney(text, unit)).toEqual({ value })
  })

  it.each(['', ' ', '—', '——', '-', '/', '*', '－', '\u00A0'])('takes %j as absent', (text) => {
    expect(parseMoney(text, 'yuan')).toEqual({ value: null })
  })

  it.each([
    ['1.234', 'yuan', 'too-many-decimals'],
    ['1.2345678', 'wan', 'too-many-decimals'],
    ['1,23', 'yuan', 'not-an-amount'],
    ['12,3456', 'yuan', 'not-an-amount'],
    ['1E5', 'yuan', 'not-an-amount'],
    ['约20', 'yuan', 'not-an-amount'],
    ['1 000', 'yuan', 'not-an-amount'],
    ['99999999999999999', 'yuan', 'too-large'],
  ] as const)('refuses %s in %s: %s', (text, unit, problem) => {
    expect(parseMoney(text, unit)).toEqual({ problem })
  })

  it('gives back what it wrote, to the cent', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (cents) => {
        const sign = cents < 0n ? '-' : ''
        const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
        const value = `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
        expect(parseMoney(value, 'yuan')).toEqual({ value })
        expect(parseMoney(formatYuan(value), 'yuan')).toEqual({ value })
      }),
    )
  })
})

describe('formatting', () => {
  it('groups thousands and keeps two decimals', () => {
    expect(formatYuan('1234567.8')).toBe('1,234,567.80')
    expect(formatYuan('-1234.00')).toBe('\u22121,234.00')
    expect(formatYuan('0')).toBe('0.00')
  })

  it('rounds half up on the digits', () => {
    expect(formatWan('50.00', 2)).toBe('0.01')
    expect(formatWan('49.99', 2)).toBe('0.00')
    expect(formatWan('-49.99', 2)).toBe('0.00')
    expect(formatWan('62982490.00', 2)).toBe('6,298.25')
    expect(formatYi('58331035.57', 4)).toBe('0.5833')
  })

  it('picks the unit by size and language', () => {
    expect(formatMoney('58331035.57', 'zh')).toEqual({ number: '5,833.10', unit: '万元' })
    expect(formatMoney('583310355.70', 'zh')).toEqual({ number: '5.83', unit: '亿元' })
    expect(formatMoney('9999.5', 'zh')).toEqual({ number: '9,999.50', unit: '元' })
    expect(formatMoney('583310355.70', 'en')).toEqual({ number: '¥\u00a00.58', unit: 'bn' })
    expect(formatMoney('-4651454.43', 'en')).toEqual({ number: '\u2212¥\u00a04.65', unit: 'm' })
    expect(formatMoney('45341.00', 'en')).toEqual({ number: '¥\u00a045.34', unit: 'k' })
    expect(formatMoney('5.00', 'en')).toEqual({ number: '¥\u00a05.00', unit: '' })
  })
})
