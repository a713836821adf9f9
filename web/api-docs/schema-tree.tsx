import { useLanguage } from '../shell/language.js'
import { type Schema, typeText } from './openapi.js'
import { API } from './words.js'

interface Props {
  readonly schema: Schema
  readonly depth?: number
}

/** Recursive shapes end in a reference; this only guards the page. */
const DEEPEST = 8

/** 字段一层层展开。 */
export function SchemaTree({ schema, depth = 0 }: Props) {
  const inner = objectIn(schema)
  if (inner === undefined || depth > DEEPEST) return <code className="api-type">{typeText(schema)}</code>
  const { properties = {}, required = [] } = inner
  return (
    <ul className="api-fields">
      {Object.entries(properties).map(([name, field]) => (
        <Field key={name} name={name} field={field} isRequired={required.includes(name)} depth={depth} />
      ))}
    </ul>
  )
}

interface FieldProps {
  readonly name: string
  readonly field: Schema
  readonly isRequired: boolean
  readonly depth: number
}

function Field({ name, field, isRequired, depth }: FieldProps) {
  const { say } = useLanguage()
  const inner = objectIn(field)
  const head = (
    <>
      <code>{name}</code>
      <span className="api-type">{inner ? (field.items ? '{ }[]' : '{ }') : typeText(field)}</span>
      {isRequired && <span className="api-required">{say(API.required)}</span>}
      {field.description && <span className="api-says">{field.description}</span>}
    </>
  )
  if (inner === undefined) return <li>{head}</li>
  return (
    <li>
      <details open={depth < 1}>
        <summary>{head}</summary>
        <SchemaTree schema={inner} depth={depth + 1} />
      </details>
    </li>
  )
}

/** The object inside a field: itself, of its list, or put together from parts. */
function objectIn(schema: Schema): Schema | undefined {
  if (schema.properties) return schema
  if (schema.allOf) {
    const parts = schema.allOf.map(objectIn).filter((part) => part !== undefined)
    return {
      properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
      required: parts.flatMap(({ required = [] }) => required),
    }
  }
  return schema.items ? objectIn(schema.items) : undefined
}
