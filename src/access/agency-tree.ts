/** 机构之树。Districts under their city, stations under their district; the one without a parent is the city's. */
export interface TreeAgency {
  readonly code: string
  readonly parent?: string | undefined
}

/** 具名的机构。 */
export interface NamedAgency extends TreeAgency {
  readonly name: string
}

/** 本机构及其下级；nothing where no agency has the code. */
export function agenciesUnder(agencies: readonly TreeAgency[], of: string): string[] {
  return agencies.filter(({ code }) => isUnder(agencies, code, of)).map(({ code }) => code)
}

/** 是这一机构，或在其之下。 */
export function isUnder(agencies: readonly TreeAgency[], code: string, of: string): boolean {
  if (code === of) return true
  const parent = agencies.find((agency) => agency.code === code)?.parent
  return parent !== undefined && isUnder(agencies, parent, of)
}

/** 市级机构；empty where there is none. */
export function cityAmong(agencies: readonly TreeAgency[]): string {
  return agencies.find(({ parent }) => parent === undefined)?.code ?? ''
}

/** 机构名称；the code itself where no agency has it. */
export function agencyName(agencies: readonly NamedAgency[], code: string): string {
  return agencies.find((one) => one.code === code)?.name ?? code
}

/** 最近的上级（本机构在先）：the first upward of which it holds; undefined where it holds of none. */
export function nearestUp(
  agencies: readonly TreeAgency[],
  code: string,
  holds: (code: string) => boolean,
): string | undefined {
  if (holds(code)) return code
  const parent = agencies.find((agency) => agency.code === code)?.parent
  return parent === undefined ? undefined : nearestUp(agencies, parent, holds)
}
