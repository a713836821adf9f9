/** 逗号分隔的一份。With the mark by which Excel reads it as UTF-8; a cell a spreadsheet would run as a formula is set off. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

function csvCell(text: string): string {
  const safe = safeText(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** 公式转成文字：for CSV and XLSX alike. */
export function safeText(text: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
}
