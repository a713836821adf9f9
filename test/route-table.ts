import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ROOT } from './files.js'

/**
 * 地址与岗位对照表（test/route-roles.txt）。Who may reach what, printed once, read by people, and from then on held: an
 * answer that changes fails until somebody changes the table on purpose. `QUANYI_WRITE_ROLES=1` prints it anew.
 */
export const TABLE = 'test/route-roles.txt'

const HEADING = /^## (.+)$/m

export function sectionsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const [, ...parts] = text.split(/^(?=## )/m)
  return new Map(
    parts.map((part) => {
      const [, name = ''] = HEADING.exec(part) ?? []
      return [
        name,
        part
          .split('\n')
          .slice(1)
          .filter((line) => line !== '' && !line.startsWith('#')),
      ]
    }),
  )
}

export function readTable(): string {
  return readFileSync(join(ROOT, TABLE), 'utf8')
}

/** Holds the lines found against the section of the table; written instead where the command asks for it. */
export function holdSection(name: string, found: readonly string[]): void {
  const text = readTable()
  if (process.env['QUANYI_WRITE_ROLES'] === '1') {
    writeFileSync(join(ROOT, TABLE), withSection(text, name, found))
    return
  }
  const kept = sectionsOf(text).get(name) ?? []
  expect(
    found.filter((line) => !kept.includes(line)),
    `${TABLE}：表中没有`,
  ).toEqual([])
  expect(
    kept.filter((line) => !found.includes(line)),
    `${TABLE}：表中有而所答不同`,
  ).toEqual([])
}

function withSection(text: string, name: string, found: readonly string[]): string {
  const parts = text.split(/^(?=## )/m)
  return parts
    .map((part) => {
      if (!part.startsWith(`## ${name}\n`)) return part
      const said = part.split('\n').filter((line) => line.startsWith('#'))
      return `${[...said, ...found].join('\n')}\n\n`
    })
    .join('')
    .trimEnd()
    .concat('\n')
}

/** 表中可到某地址的角色；what the business itself refuses to a role was reached, too. */
export function mayReach(section: string): (role: string, name: string) => boolean {
  const lines = sectionsOf(readTable()).get(section) ?? []
  const may = new Map(
    lines.map((line) => {
      const at = line.indexOf(': ')
      return [
        line.slice(0, at),
        line
          .slice(at + 2)
          .replace(/\([^)]*\)/g, '')
          .split(' '),
      ]
    }),
  )
  return (role, name) => may.get(name)?.includes(role) === true
}
