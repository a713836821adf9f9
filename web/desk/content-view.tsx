import { Button } from 'antd'
import { useState } from 'react'
import type {
  ComputedNode,
  ContentField,
  ContentLine,
  SubmissionContent,
} from '../../src/collection/content-contract.js'
import { dayText, monthText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { basisName } from '../shell/articles.js'
import { countryName } from '../shell/country.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { WITHHELD } from '../submission/withheld.js'
import { variantName } from './benefit-variants.js'
import { CONTENT } from './content-words.js'
import './content.css'
import { useKeys } from '../shell/keys.js'
import { PaperView } from './paper-view.js'
import { DESK_PATHS } from './paths.js'

/** 报送的内容，现有与报来并排，资料在旁。What a reviewer decides on. */
export function ContentView({ id }: { readonly id: string }) {
  const { say } = useLanguage()
  const [page, setPage] = useState(1)
  const content = useAsk<SubmissionContent>(pathOf(DESK_PATHS.content, { id }), { page })
  return (
    <Section title={say(CONTENT.title)}>
      <Answer of={content} rows={6}>
        {(found) => (
          <div className={found.papers.length > 0 ? 'content-beside' : ''}>
            <div>
              <Pages content={found} onPage={setPage} />
              {found.ground !== undefined && !isTold(found.ground, found.lines) && (
                <p className="content-ground">{say(CONTENT.ground, { ground: found.ground })}</p>
              )}
              {found.withheld > 0 && <p className="content-ground">{say(WITHHELD, { n: found.withheld })}</p>}
              <ContentLines lines={found.lines} />
            </div>
            {found.papers.length > 0 && <PaperView id={id} papers={found.papers} />}
          </div>
        )}
      </Answer>
    </Section>
  )
}

/** 变更的说明 is the ground of some kinds; said with the line, it is not said twice. */
function isTold(ground: string, lines: readonly ContentLine[]): boolean {
  return lines.some(({ notes }) => notes.some(({ zh }) => zh.endsWith(ground)))
}

function Pages({ content, onPage }: { readonly content: SubmissionContent; readonly onPage: (page: number) => void }) {
  const { say } = useLanguage()
  const { page, pages, total } = content
  const to = (there: number) => (there >= 1 && there <= pages ? () => onPage(there) : undefined)
  const [before, next] = [to(page - 1), to(page + 1)]
  useKeys({ '[': before, ']': next })
  if (pages === 1) return null
  return (
    <p className="content-pages no-print">
      <Button size="small" disabled={!before} onClick={before}>
        <kbd>[</kbd> {say(CONTENT.before)}
      </Button>
      <span role="status">{say(CONTENT.page, { page, pages, total })}</span>
      <Button size="small" disabled={!next} onClick={next}>
        {say(CONTENT.next)} <kbd>]</kbd>
      </Button>
    </p>
  )
}

/** 各行，一行一块。 */
export function ContentLines({ lines }: { readonly lines: readonly ContentLine[] }) {
  const { say } = useLanguage()
  if (lines.length === 0) return <p className="desk-note">{say(CONTENT.nothing)}</p>
  return lines.map((line, i) => (
    // Several facts of one row have no other name than their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: the order of a page is its own
    <Block key={`${line.row}/${i}`} line={line} />
  ))
}

function Block({ line }: { readonly line: ContentLine }) {
  const { say } = useLanguage()
  const { row, fullName, identityNumber, says, fields, notes, computed } = line
  const told = fields.filter(({ before, changed }) => before === undefined && !changed)
  const compared = fields.filter((field) => !told.includes(field))
  const differing = compared.filter(({ changed, risk }) => changed || risk !== undefined)
  const same = compared.filter((field) => !differing.includes(field))
  return (
    <article className="card content-block">
      <h3>
        <small className="number">{row}</small> {say(says)} <span>{fullName}</span>{' '}
        <small className="number">{identityNumber}</small>
      </h3>
      {told.length > 0 && <Told fields={told} />}
      {differing.length > 0 && <Compared fields={differing} />}
      {same.length > 0 && (
        <details className="content-why">
          <summary>{say(CONTENT.unchanged, { n: same.length })}</summary>
          <Compared fields={same} />
        </details>
      )}
      {notes.map((note) => (
        <p key={note.en} className="content-note">
          {say(note)}
        </p>
      ))}
      {computed.map((node, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a computation has no other name than its place
        <Computation key={i} node={node} />
      ))}
    </article>
  )
}

/** 一栏的说法：months and days as they are read, and a variant in words. */
function useTelling(): (name: string, value: ContentField['after']) => string {
  const { say, language } = useLanguage()
  return (name, value) => {
    if (value === undefined) return '—'
    const text = say(value)
    if (name === 'variant') return say(variantName(text))
    if (name.endsWith('nationality')) return say(countryName(text))
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayText(text, language)
    return /^\d{4}-\d{2}$/.test(text) ? monthText(text, language) : text
  }
}

/** 没有现有可比的各栏，紧排。 */
function Told({ fields }: { readonly fields: readonly ContentField[] }) {
  const { say } = useLanguage()
  const tell = useTelling()
  return (
    <dl className="content-told">
      {fields.map(({ name, label, after, isAmount, risk }) => (
        <div key={name}>
          <dt>{say(label)}</dt>
          <dd className={isAmount ? 'number' : ''}>
            {tell(name, after)}
            {risk && <small className="content-risk">△ {say(risk)}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Compared({ fields }: { readonly fields: readonly ContentField[] }) {
  const { say } = useLanguage()
  return (
    <table className="content-fields">
      <thead>
        <tr>
          <th scope="col">{say(CONTENT.field)}</th>
          <th scope="col">{say(CONTENT.standing)}</th>
          <th scope="col">{say(CONTENT.incoming)}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <FieldRow key={field.name} field={field} />
        ))}
      </tbody>
    </table>
  )
}

/** 改动的一栏：a word, a stroke and weight tell it, not colour alone. */
function FieldRow({ field }: { readonly field: ContentField }) {
  const { say } = useLanguage()
  const tell = useTelling()
  const { name, label, before, after, changed, isAmount, risk } = field
  const kind = isAmount ? 'amount number' : ''
  return (
    <tr className={changed ? 'content-changed' : ''}>
      <th scope="row">{say(label)}</th>
      <td className={kind}>{changed && before !== undefined ? <s>{tell(name, before)}</s> : tell(name, before)}</td>
      <td className={kind}>
        {changed && <span className="tag tag-warn">{say(CONTENT.changed)}</span>}{' '}
        {changed && after !== undefined ? <strong>{tell(name, after)}</strong> : tell(name, after)}
        {risk && <small className="content-risk">△ {say(risk)}</small>}
      </td>
    </tr>
  )
}

/** 怎样算得，逐层展开。 */
function Computation({ node }: { readonly node: ComputedNode }) {
  const { say, language } = useLanguage()
  const { says, text, basis, since, isProvisional, from } = node
  const line = (
    <>
      {say(says)} <span className="number">{say(text)}</span>
      {isProvisional && <span className="tag tag-warn">{say(CONTENT.provisional)}</span>}
      {basis && <small> {since === undefined ? basisName(basis) : `${basis} · ${monthText(since, language)}`}</small>}
    </>
  )
  if (from.length === 0) return <p className="content-leaf">{line}</p>
  return (
    <details className="content-why">
      <summary>{line}</summary>
      {from.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of the reasons is theirs for good
        <Computation key={i} node={part} />
      ))}
    </details>
  )
}
