import { csvOf } from '../../src/kernel/csv.js'

/** 把内容存成文件。 */
export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** 逗号分隔的一份，as a file. */
export function csvFile(rows: readonly (readonly (string | number)[])[]): Blob {
  return new Blob([csvOf(rows.map((row) => row.map(String)))], { type: 'text/csv;charset=utf-8' })
}
