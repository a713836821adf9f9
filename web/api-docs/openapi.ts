/** OpenAPI 3.1 中本页读到的部分。 */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly $ref?: string
}

interface Content {
  readonly description?: string
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}

export interface Operation {
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly description?: string
    readonly schema?: Schema
  }[]
  readonly requestBody?: Content
  readonly responses?: Readonly<Record<string, Content>>
}

export interface OpenApi {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

export interface Place {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

/** All operations under their tag, in the order of the document; those without one under ''. */
export function groupsOf({ paths }: OpenApi, sought: string): [string, Place[]][] {
  const groups = new Map<string, Place[]>()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!`${method} ${path} ${operation.summary ?? ''}`.toLowerCase().includes(sought.toLowerCase())) continue
      const tag = operation.tags?.[0] ?? ''
      groups.set(tag, [...(groups.get(tag) ?? []), { path, method, operation }])
    }
  }
  return [...groups].sort(([a], [b]) => Number(a === '') - Number(b === ''))
}

/** 类型的一行写法：'YYYY-MM' text, integer, one of …, a list of …. */
export function typeText(schema: Schema): string {
  const { type, items, anyOf, pattern, $ref } = schema
  const values = schema.enum ?? anyOf?.map((one) => one.const)
  if ($ref) return $ref.split('/').at(-1) ?? $ref
  if ('const' in schema) return JSON.stringify(schema.const)
  if (values?.every((value) => value !== undefined)) return values.map((value) => JSON.stringify(value)).join(' | ')
  if (anyOf) return anyOf.map(typeText).join(' | ')
  if (items) return `${typeText(items)}[]`
  return [Array.isArray(type) ? type.join(' | ') : (type ?? 'any'), pattern && `/${pattern}/`, limits(schema)]
    .filter(Boolean)
    .join(' ')
}

function limits({ minLength, maxLength, minimum, maximum }: Schema): string {
  const [least, most] = [minLength ?? minimum, maxLength ?? maximum]
  return least === undefined && most === undefined ? '' : `(${least ?? ''}–${most ?? ''})`
}
