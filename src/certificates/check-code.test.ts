import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkCodeText, drawCheckCode, parseCheckCode, type RandomBytes } from './check-code.js'
import { isCheckCode } from './contract.js'
import { drawQrToken, parseQrToken, qrSvg, qrUrl } from './qr.js'
import { parseSerial, serialOf } from './serial.js'

const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Bytes that look random and are the same in every run. */
function seeded(seed: string): RandomBytes {
  let turn = 0
  return (count) => {
    const bytes = Array.from({ length: Math.ceil(count / 32) }, () =>
      createHash('sm3').update(`${seed}/${turn++}`).digest(),
    )
    return Buffer.concat(bytes).subarray(0, count)
  }
}

const codes = Array.from({ length: 60 }, (_, i) => drawCheckCode(seeded(`code${i}`)))

function* substitutions(text: string, signs: string): Generator<string> {
  for (let i = 0; i < text.length; i++) {
    for (const sign of signs) if (sign !== text[i]) yield text.slice(0, i) + sign + text.slice(i + 1)
  }
}

function* exchanges(text: string): Generator<string> {
  for (let i = 1; i < text.length; i++) {
    if (text[i] !== text[i - 1]) yield text.slice(0, i - 1) + text[i] + text[i - 1] + text.slice(i + 1)
  }
}

describe('校验码', () => {
  test('写出后能读回，不论大小写、空格、连字符与全角', () => {
    for (const code of codes) {
      expect(parseCheckCode(code)).toBe(code)
      expect(parseCheckCode(` ${checkCodeText(code).toLowerCase()} `)).toBe(code)
      const wide = [...code].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('')
      expect(parseCheckCode(wide)).toBe(code)
    }
  })

  test('任何一个字符写错、任何相邻两字写反，都能发现', () => {
    let tried = 0
    for (const code of codes) {
      for (const wrong of [...substitutions(code, SIGNS), ...exchanges(code)]) {
        tried++
        expect(isCheckCode(wrong)).toBe(false)
      }
    }
    expect(tried).toBeGreaterThan(60 * 12 * 30)
  })

  test('改两处则可能通过：前项检查确实看的是校验位', () => {
    const code: string = codes[0]!
    const twice = [...substitutions(code, SIGNS)].flatMap((wrong) => [...substitutions(wrong.slice(0, 12), SIGNS)])
    expect(twice.some((wrong) => wrong !== code && isCheckCode(wrong))).toBe(true)
  })

  test('不含易混字符，各字符出现均匀', () => {
    const counts = new Map<string, number>()
    for (let i = 0; i < 2_000; i++) {
      for (const sign of drawCheckCode(seeded(`even${i}`)).slice(0, 11)) counts.set(sign, (counts.get(sign) ?? 0) + 1)
    }
    expect([...counts.keys()].sort().join('')).toBe(SIGNS)
    for (const count of counts.values()) expect(Math.abs(count - 22_000 / 31)).toBeLessThan(150)
  })
})

describe('流水号', () => {
  test('机构、年度、序号与校验位', () => {
    const serial = serialOf('999900', 2024, 42)
    expect(serial).toMatch(/^999900202400000042[\dX]$/)
    expect(parseSerial(`${serial.slice(0, 10)} ${serial.slice(10)}`)).toBe(serial)
  })

  test('错一位、反两位都能发现', () => {
    for (const running of [1, 9, 42, 90_817_263, 99_999_999]) {
      const serial = serialOf('110105', 2025, running)
      for (const wrong of [...substitutions(serial, '0123456789X'), ...exchanges(serial)]) {
        expect(parseSerial(wrong)).toBeUndefined()
      }
    }
  })
})

describe('二维码', () => {
  test('载 128 位随机数，二十六字', () => {
    const token = drawQrToken(() => new Uint8Array(16).fill(0xff))
    expect(token).toBe(`7${'Z'.repeat(25)}`)
    expect(parseQrToken(token.toLowerCase())).toBe(token)
    expect(parseQrToken(`8${token.slice(1)}`)).toBeUndefined()
    expect(new Set(Array.from({ length: 500 }, (_, i) => drawQrToken(seeded(`qr${i}`)))).size).toBe(500)
  })

  test('图为一条路径', () => {
    const svg = qrSvg(qrUrl('https://quanyi.example.cn', drawQrToken(seeded('one'))))
    expect(svg).toMatch(/^<svg [^>]+><path d="M0 0h7v1h-7z/)
  })
})
