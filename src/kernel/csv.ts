/** 逗号分隔的一份。With the mark by which a spreadsheet reads it as UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `${CSV_MARK}${rows.map(csvLine).join('')}`
}

/** 编码标记，at the head of a file that is written line by line. */
export const CSV_MARK = '\ufeff'

/** 一行，with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(text: string): string {
  const safe = safeText(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** 公式转成文字。What a spreadsheet would run, full-width signs and leading blanks too, is set off; for CSV and XLSX alike. */
export function safeText(text: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
}
