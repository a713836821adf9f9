import { useState } from 'react'
import { useLanguage } from '../shell/language.js'
import { type Operation, type Place, type Schema, typeText } from './openapi.js'
import { SchemaTree } from './schema-tree.js'
import { API } from './words.js'

/** 一个接口，点开看全。 */
export function OperationCard({ path, method, operation }: Place) {
  const { say } = useLanguage()
  const [open, setOpen] = useState(false)
  const { summary, description, parameters = [], requestBody, responses = {} } = operation
  const body = Object.entries(requestBody?.content ?? {})[0]
  return (
    <details className="api-operation" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={`api-method api-${method}`}>{method.toUpperCase()}</span>
        <code>{path}</code>
        <span className="api-summary">{summary}</span>
      </summary>
      {open && (
        <div className="api-inside">
          {description && <p>{description}</p>}
          {parameters.length > 0 && <Parameters parameters={parameters} />}
          {body && (
            <>
              <h3>
                {say(API.body)} <small>{body[0]}</small>
              </h3>
              {body[1].schema && <SchemaTree schema={body[1].schema} />}
            </>
          )}
          {Object.entries(responses).map(([status, answer]) => (
            <Answer key={status} status={status} schema={Object.values(answer.content ?? {})[0]?.schema} />
          ))}
        </div>
      )}
    </details>
  )
}

function Parameters({ parameters }: { readonly parameters: NonNullable<Operation['parameters']> }) {
  const { say } = useLanguage()
  return (
    <>
      <h3>{say(API.parameters)}</h3>
      <ul className="api-fields">
        {parameters.map(({ name, in: where, required, description, schema = {} }) => (
          <li key={`${where}/${name}`}>
            <code>{name}</code>
            <span className="api-type">{typeText(schema)}</span>
            <span className="api-where">{where}</span>
            {required && <span className="api-required">{say(API.required)}</span>}
            {description && <span className="api-says">{description}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

function Answer({ status, schema }: { readonly status: string; readonly schema: Schema | undefined }) {
  const { say } = useLanguage()
  return (
    <>
      <h3>
        {say(API.answers)} <span className="number">{status}</span>
      </h3>
      {schema ? <SchemaTree schema={schema} /> : <p className="api-says">{say(API.noContent)}</p>}
    </>
  )
}
