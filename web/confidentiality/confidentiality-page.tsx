import { Button } from 'antd'
import { BODY_KIND_NAMES, BODY_KINDS, type BodyKind } from '../../src/access/pledge-contract.js'
import {
  AGREEMENT_STATES,
  type AgreementLine,
  CONFIDENTIALITY_PATH,
  type ConfidentialityAnswer,
} from '../../src/oversight/confidentiality-contract.js'
import { countText, dayText, instantText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import './confidentiality.css'
import { CONFIDENTIALITY, WAYS } from './words.js'

/** 保密协议与保密承诺：by kind of body, printable; whose agreement ends soon is said first. */
export function ConfidentialityPage() {
  const { say } = useLanguage()
  const found = useAsk<ConfidentialityAnswer>(CONFIDENTIALITY_PATH)
  return (
    <Page
      title={say(CONFIDENTIALITY.title)}
      lead={say(CONFIDENTIALITY.lead)}
      actions={
        <Button className="no-print" onClick={printPage}>
          {say({ zh: '打印登记簿', en: 'Print the register' })}
        </Button>
      }
    >
      <Answer of={found} rows={8}>
        {(answer) => (
          <>
            <Ending answer={answer} />
            <Agreements answer={answer} />
            <Pledges answer={answer} />
            {answer.people && <People answer={answer} people={answer.people} />}
          </>
        )}
      </Answer>
    </Page>
  )
}

interface Of {
  readonly answer: ConfidentialityAnswer
}

function Ending({ answer: { agreements, warnDays } }: Of) {
  const { say } = useLanguage()
  const n = agreements.filter(({ state }) => state === 'ending').length
  if (n === 0) return null
  return (
    <p className="form-problem" role="status">
      {say(CONFIDENTIALITY.ending, { n, days: warnDays })}
    </p>
  )
}

const COMMA = { zh: '、', en: ', ' }

/** 登记簿，kind by kind; the kinds without any are told. */
function Agreements({ answer }: Of) {
  const { say, language } = useLanguage()
  const nameOf = useAgencyName(answer)
  const has = (kind: BodyKind) => answer.agreements.some((one) => one.kind === kind)
  const without = BODY_KIND_NAMES.filter((kind) => !has(kind))
  const columns: Column<AgreementLine>[] = [
    { name: 'body', title: CONFIDENTIALITY.body, cell: ({ body }) => body },
    { name: 'number', title: CONFIDENTIALITY.number, cell: ({ number }) => number },
    { name: 'from', title: CONFIDENTIALITY.from, cell: ({ from }) => dayText(from, language) },
    { name: 'through', title: CONFIDENTIALITY.through, cell: ({ through }) => dayText(through, language) },
    {
      name: 'state',
      title: CONFIDENTIALITY.state,
      cell: ({ state }) => <span className={TAGS[state]}>{say(AGREEMENT_STATES[state])}</span>,
    },
    {
      name: 'agency',
      title: CONFIDENTIALITY.agency,
      cell: ({ agency }) => (agency === undefined ? say(CONFIDENTIALITY.longQuery) : nameOf(agency)),
    },
  ]
  return (
    <Section title={say(CONFIDENTIALITY.agreements)}>
      {BODY_KIND_NAMES.filter(has).map((kind) => {
        const title = say(BODY_KINDS[kind])
        return (
          <div key={kind} className="agreement-kind">
            <h3>{title}</h3>
            <DataTable
              caption={title}
              columns={columns}
              rows={answer.agreements.filter((one) => one.kind === kind)}
              keyOf={({ number, body, from, through }, at) => `${number}/${body}/${from}/${through}/${at}`}
            />
          </div>
        )
      })}
      {without.length > 0 && (
        <p>{say(CONFIDENTIALITY.without, { kinds: without.map((kind) => say(BODY_KINDS[kind])).join(say(COMMA)) })}</p>
      )}
    </Section>
  )
}

const TAGS = {
  ...{ inForce: 'tag tag-good', ending: 'tag tag-bad', notBegun: 'tag', over: 'tag tag-bad', ended: 'tag' },
} as const

function Pledges({ answer }: Of) {
  const { say, language } = useLanguage()
  const nameOf = useAgencyName(answer)
  const { pledge, pledges } = answer
  return (
    <Section title={say(CONFIDENTIALITY.pledges)}>
      <p className="section-lead">
        {pledge === undefined
          ? say(CONFIDENTIALITY.noText)
          : say(CONFIDENTIALITY.inForce, { ...pledge, since: dayText(pledge.since, language) })}
      </p>
      <DataTable
        caption={say(CONFIDENTIALITY.pledges)}
        rows={pledges}
        keyOf={({ agency, kind, version = '' }, at) => `${agency}/${kind}/${version}/${at}`}
        columns={[
          { name: 'agency', title: CONFIDENTIALITY.agency, cell: ({ agency }) => nameOf(agency) },
          { name: 'kind', title: CONFIDENTIALITY.kind, cell: ({ kind }) => say(BODY_KINDS[kind]) },
          { name: 'version', title: CONFIDENTIALITY.version, cell: (one) => <Version {...one} /> },
          {
            ...{ name: 'accounts', title: CONFIDENTIALITY.accounts, amount: true },
            cell: ({ accounts }) => countText(accounts),
          },
        ]}
      />
      {answer.more && <p>{say(CONFIDENTIALITY.more)}</p>}
    </Section>
  )
}

function Version({ version, isCurrent }: { readonly version?: string | undefined; readonly isCurrent: boolean }) {
  const { say } = useLanguage()
  if (version === undefined) return <span className="tag tag-bad">{say(CONFIDENTIALITY.unsigned)}</span>
  return (
    <>
      {version} {!isCurrent && <span className="tag tag-bad">{say(CONFIDENTIALITY.old)}</span>}
    </>
  )
}

interface PeopleProps extends Of {
  readonly people: NonNullable<ConfidentialityAnswer['people']>
}

function People({ answer, people }: PeopleProps) {
  const { say, language } = useLanguage()
  const nameOf = useAgencyName(answer)
  return (
    <Section title={say(CONFIDENTIALITY.people)}>
      <DataTable
        caption={say(CONFIDENTIALITY.people)}
        rows={people}
        keyOf={({ agency, name }, at) => `${agency}/${name}/${at}`}
        columns={[
          { name: 'name', title: CONFIDENTIALITY.name, cell: ({ name }) => name },
          { name: 'agency', title: CONFIDENTIALITY.agency, cell: ({ agency }) => nameOf(agency) },
          { name: 'kind', title: CONFIDENTIALITY.kind, cell: ({ kind }) => say(BODY_KINDS[kind]) },
          { name: 'version', title: CONFIDENTIALITY.version, cell: (one) => <Version {...one} /> },
          { name: 'way', title: CONFIDENTIALITY.way, cell: ({ way }) => (way === undefined ? '' : say(WAYS[way])) },
          {
            ...{ name: 'at', title: CONFIDENTIALITY.signedAt },
            cell: ({ signedAt }) => (signedAt === undefined ? '' : instantText(signedAt, language)),
          },
        ]}
      />
    </Section>
  )
}

function useAgencyName({ agencies }: ConfidentialityAnswer): (code: string) => string {
  const { say } = useLanguage()
  return (code) => {
    const one = agencies.find((agency) => agency.code === code)
    return one === undefined ? code : say({ zh: one.name, en: one.english })
  }
}
