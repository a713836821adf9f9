import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where pdftotext is not installed, what stands on a paper cannot be read back. */
export const HAS_PDFTOTEXT = spawnSync('pdftotext', ['-v']).error === undefined

/** 纸面上的字，read back from the PDF without its blanks. */
export function pdfText(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'))
  writeFileSync(join(folder, 'paper.pdf'), pdf)
  const text = execFileSync('pdftotext', ['-layout', join(folder, 'paper.pdf'), '-'], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return text.replace(/[ \u3000]+/g, '')
}
