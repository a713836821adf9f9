import { insuranceName } from '../../src/kernel/terms.js'
import type { EmployerStretch, EnrolmentView, PersonView, RecordSections } from '../../src/query/contract.js'
import { ENROLMENT_STATES } from '../../src/query/contract.js'
import { dayText, monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { WORDS } from '../words.js'
import { FigureButton } from './figure-button.js'
import { KeeperNote } from './keeper-note.js'
import { areaName, PERSON_ROWS } from './person-rows.js'
import { RECORD } from './words.js'

/** 参保情况，各险种一格。 */
export function Enrolments({ enrolments }: { readonly enrolments: readonly EnrolmentView[] }) {
  const { say } = useLanguage()
  return (
    <Section title={say(RECORD.enrolments)}>
      <ul className="enrolments">
        {enrolments.map((enrolment) => (
          <Enrolment key={`${enrolment.insurance}/${enrolment.area}`} enrolment={enrolment} />
        ))}
      </ul>
    </Section>
  )
}

/** 本人，和单位变动。 */
export function About(props: { readonly registration: NonNullable<RecordSections['registration']> }) {
  const { person, employers, categories, guardianships } = props.registration
  const { say } = useLanguage()
  return (
    <Section title={say(RECORD.aboutMe)}>
      <div className="card about">
        <PersonRows person={person} />
        <Spans label={RECORD.categories} spans={categories} />
        <Spans label={RECORD.guardianships} spans={guardianships} />
        {employers.length > 0 && <Employers employers={employers} />}
      </div>
    </Section>
  )
}

function Enrolment({ enrolment }: { readonly enrolment: EnrolmentView }) {
  const { say, language } = useLanguage()
  const { insurance, keeper, state, since, employerName, firstMonth, area } = enrolment
  const showsSince = since !== undefined && since !== firstMonth?.value
  return (
    <li className="card enrolment">
      <div className="enrolment-head">
        <h3>{say(insuranceName(insurance))}</h3>
        {keeper.connected ? (
          state && (
            <span className={`tag ${STATE_TAGS[state] ?? ''}`}>
              {say(stateName(state))}
              {showsSince && ` · ${say(RECORD.since, { month: monthText(since, language) })}`}
            </span>
          )
        ) : (
          <span className="tag tag-warn">{say(WORDS.notConnected)}</span>
        )}
      </div>
      {keeper.connected && <p className="enrolment-line">{employerName ?? say(RECORD.noEmployer)}</p>}
      {firstMonth && (
        <p className="enrolment-line">
          {say(RECORD.firstMonth)} <FigureButton figure={firstMonth} />
        </p>
      )}
      <KeeperNote keeper={keeper} area={say(areaName(area))} />
    </li>
  )
}

const STATE_TAGS: Readonly<Record<string, string>> = { enrolled: 'tag-good', suspended: 'tag-warn' }

function stateName(state: string): Both {
  const names: Readonly<Record<string, Both>> = ENROLMENT_STATES
  return names[state] ?? { zh: state, en: state }
}

function PersonRows({ person }: { readonly person: PersonView }) {
  const { say, language } = useLanguage()
  const rows = PERSON_ROWS.flatMap(({ key, name, codes, named }) => {
    const value = person[key]
    if (value === undefined || value === '') return []
    const text = /^\d{4}-\d{2}-\d{2}$/.test(value)
      ? dayText(value, language)
      : say(codes?.[value] ?? named?.(value) ?? { zh: value, en: value })
    return [{ key, name, text }]
  })
  return (
    <dl className="about-rows">
      {rows.map(({ key, name, text }) => (
        <div key={key}>
          <dt>{say(name)}</dt>
          <dd className="number">{text}</dd>
        </div>
      ))}
    </dl>
  )
}

type Spans = readonly { readonly from: string; readonly through?: string; readonly says?: Both }[]

/** 人员类别与监护：each with its days. */
function Spans({ label, spans }: { readonly label: Both; readonly spans: Spans }) {
  const { say, language } = useLanguage()
  if (spans.length === 0) return null
  return (
    <dl className="about-rows">
      {spans.map(({ says, from, through }) => (
        <div key={`${says?.en}${from}`}>
          <dt>{say(label)}</dt>
          <dd>
            {says && `${say(says)} · `}
            <span className="number">
              {say(RECORD.stretch, {
                from: dayText(from, language),
                through: through ? dayText(through, language) : say(RECORD.toNow),
              })}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The same stretch in several insurances is told once. */
function Employers({ employers }: { readonly employers: readonly EmployerStretch[] }) {
  const { say, language } = useLanguage()
  const pension = employers.filter(({ insurance }) => insurance === '110')
  const shown = [...(pension.length > 0 ? pension : employers)].sort((a, b) => b.from.localeCompare(a.from))
  return (
    <details className="fold">
      <summary>{say(RECORD.employers)}</summary>
      <ol className="stretches">
        {shown.map(({ insurance, employerName, from, through }) => (
          <li key={`${insurance}${from}${employerName}`}>
            <span className="number">
              {say(RECORD.stretch, {
                from: monthText(from, language),
                through: through ? monthText(through, language) : say(RECORD.toNow),
              })}
            </span>
            <span>{employerName ?? say(RECORD.noEmployer)}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}
