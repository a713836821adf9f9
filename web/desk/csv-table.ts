/** 读出上传的 CSV，只为看：in the encodings files come in; quotes as the format has them. The server has read it strictly. */
export function tableOf(bytes: ArrayBuffer): string[][] {
  const text = decoded(new Uint8Array(bytes)).replace(/^\uFEFF/, '')
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!
    if (quoted && sign === '"' && text[i + 1] === '"') {
      cell += sign
      i++
    } else if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === ',' || sign === '\t')) {
      rows.at(-1)!.push(cell)
      cell = ''
    } else if (!quoted && sign === '\n') {
      rows.at(-1)!.push(cell.replace(/\r$/, ''))
      rows.push([])
      cell = ''
    } else cell += sign
  }
  rows.at(-1)!.push(cell)
  return rows.filter((row) => row.some((one) => one !== ''))
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
