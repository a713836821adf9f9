import type { Line } from '../collection/lines.js'
import type { OutsideSubject } from './outside.js'

type Asked = OutsideSubject & { readonly line: number }

/** 一行要问的：the number and name it registers, or the code and name. Lines that bring neither ask nothing. */
export function subjectsIn(lines: readonly Line[]): Asked[] {
  return lines.flatMap((line): Asked[] => {
    const { row } = line
    const told = toldIn(line)
    if (told === undefined) return []
    const { fullName, socialSecurityNumber, creditCode, name } = told
    if (typeof socialSecurityNumber === 'string' && typeof fullName === 'string')
      return [{ line: row, kind: 'identity' as const, number: socialSecurityNumber, name: fullName }]
    if (typeof creditCode === 'string' && typeof name === 'string')
      return [{ line: row, kind: 'creditCode' as const, number: creditCode, name }]
    return []
  })
}

/** The registration a line posts, of a person or of an employer. */
function toldIn(line: Line): Readonly<Record<string, unknown>> | undefined {
  const { registration } = line as { registration?: unknown }
  return typeof registration === 'object' && registration !== null
    ? (registration as Record<string, unknown>)
    : undefined
}
