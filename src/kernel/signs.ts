/** 不合规字符。Which character, and where it stands, counted from one as a person counts. */
export interface BadSign {
  readonly sign: string
  readonly position: number
}

/** Spaces and tabs at the edges: what copying from a sheet leaves behind. Anything inside is for its owner to mend. */
export function stripEdges(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '')
}

/** 科学记数法。What a spreadsheet shows of a long number it took for an amount, as 1.10101E+17. */
export function isScientific(text: string): boolean {
  return /^\d(?:\.\d+)?[eE]\+?\d{1,3}$/.test(text)
}

export function findBadSign(text: string, allowed: RegExp): BadSign | undefined {
  let position = 0
  for (const sign of text) {
    position++
    if (!allowed.test(sign)) return { sign, position }
  }
  return undefined
}

/** How a character is shown in a sentence: itself, or its code when it cannot be seen. */
export function showSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  const hidden = /^[\p{C}\p{Z}\p{M}]$/u.test(sign) || (code >= 0xd800 && code <= 0xdfff)
  return hidden ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : sign
}

/** What to do about a character, in both languages; empty when the general advice is enough. */
export function signAdvice(sign: string): { zh: string; en: string } {
  if (/[\uff01-\uff5e]/.test(sign)) {
    return { zh: '这是全角字符，请改用半角输入', en: 'this is a full-width character; type it half-width' }
  }
  if (/[Oo]/.test(sign)) return { zh: '这是字母 O，请改为数字 0', en: 'this is the letter O; type the digit 0' }
  if (/[IiLl]/.test(sign)) return { zh: '这是字母，请改为数字 1', en: 'this is a letter; type the digit 1' }
  if (/[Xx]/.test(sign)) return { zh: 'X 只能是最后一位', en: 'X may only be the last character' }
  if (/[\p{C}\p{Z}\p{M}]/u.test(sign)) {
    return {
      zh: '这是看不见的字符或空格，请删去后重新填写',
      en: 'this cannot be seen; delete it and type the value again',
    }
  }
  return { zh: '请对照证件删去或改正', en: 'compare with the document and remove or mend it' }
}
