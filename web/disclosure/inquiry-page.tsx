import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import {
  DISCLOSED,
  GROUNDS,
  INQUIRY_PATH,
  INQUIRY_STATES,
  INQUIRY_STEPS,
  type InquiryDetail,
  QUERY_ACTS,
  QUERY_REASONS,
  ROUTES,
} from '../../src/disclosure/contract.js'
import { SEAL } from '../seal/words.js'
import { dayText, instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { bracketed, inList } from '../shell/both.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import './disclosure.css'
import { Clock } from './inquiries-page.js'
import { StepDialog, type StepKind } from './step-dialog.js'
import { DISCLOSURE } from './words.js'

/** 一件查询案件：what was asked, what is missing, how the clock stands, and the next step. */
export function InquiryPage() {
  const { id = '' } = useParams()
  const { say } = useLanguage()
  const inquiry = useAsk<InquiryDetail>(`${INQUIRY_PATH}/${id}`)
  return (
    <Page
      key={id}
      title={inquiry.data?.serial ?? say(DISCLOSURE.inquiries)}
      lead={inquiry.data && `${inquiry.data.unit} · ${say(INQUIRY_STATES[inquiry.data.state])}`}
    >
      <Answer of={inquiry} rows={8}>
        {(one) => (
          <div className="page-body">
            <Facts one={one} />
            <Steps one={one} />
            <Outputs one={one} />
          </div>
        )}
      </Answer>
    </Page>
  )
}

function itemNames({ sections }: InquiryDetail, say: ReturnType<typeof useLanguage>['say']): string[] {
  return sections.map((section) => say(DISCLOSED[section]))
}

function Facts({ one }: { readonly one: InquiryDetail }) {
  const { say, language } = useLanguage()
  const flag = one.basis.flag
  const facts: readonly (readonly [keyof typeof DISCLOSURE, ReactNode])[] = [
    ['ground', say(GROUNDS[one.ground])],
    ['agency', one.agencyName],
    ['contact', `${one.contact} ${one.phone}`],
    ['purpose', one.purpose],
    [
      'basis',
      <>
        《{one.basis.document}》{one.basis.article} {flag && <span className="tag tag-warn">{say(flag)}</span>}
      </>,
    ],
    ['act', say(QUERY_ACTS[one.act])],
    [
      'mayTell',
      one.mayTell ? (
        say(DISCLOSURE.yes)
      ) : (
        <>
          {say(DISCLOSURE.no)}{' '}
          <Link to={`/seals?case=${one.id}&matter=${encodeURIComponent(one.serial)}`}>{say(SEAL.propose)}</Link>
        </>
      ),
    ],
    ['items', inList(itemNames(one, say), language)],
    [
      'months',
      <span key="m" className="number">
        {one.from} — {one.through}
      </span>,
    ],
    ['route', `${say(ROUTES[one.route])}${one.cityReason === undefined ? '' : `：${one.cityReason}`}`],
    ...(one.standard
      ? [['standard', `${say(QUERY_REASONS[one.standard.reason])}：${one.standard.says}`] as const]
      : []),
  ]
  return (
    <>
      <dl className="inquiry-facts">
        {facts.map(([name, value]) => (
          <FactRow key={name} name={say(DISCLOSURE[name])} value={value} />
        ))}
      </dl>
      {one.clock && (
        <Section
          title={say(DISCLOSURE.due)}
          aside={
            <span>
              <Clock clock={one.clock} />
            </span>
          }
        >
          <ul className="inquiry-days" aria-label={say(DISCLOSURE.days)}>
            {one.clock.days.map(({ day, works }) => (
              <li key={day} className={works ? '' : 'off'}>
                <span className="number">{day.slice(5)}</span>
              </li>
            ))}
          </ul>
          <small>
            {say(DISCLOSURE.dueThen)} <span className="number">{dayText(one.clock.dueThen, language)}</span>
            {one.clock.provisionalThen && bracketed(say(DISCLOSURE.provisional), language)}
          </small>
        </Section>
      )}
      {one.gapList.length > 0 && (
        <div className="notice notice-warn" role="note">
          <p>{say(DISCLOSURE.gapsLead)}</p>
          <ul>
            {one.gapList.map((gap) => (
              <li key={gap.zh}>{say(gap)}</li>
            ))}
          </ul>
        </div>
      )}
      <DataTable
        caption={say(DISCLOSURE.named)}
        rows={one.named}
        keyOf={(_row, index) => String(index)}
        columns={[
          { name: 'name', title: DISCLOSURE.named, cell: ({ fullName }) => fullName },
          {
            name: 'number',
            title: DISCLOSURE.identityNumber,
            cell: ({ identityNumber }) => <span className="number">{identityNumber}</span>,
          },
          {
            name: 'record',
            title: DISCLOSURE.state,
            cell: ({ onRecord }) => say(onRecord ? DISCLOSURE.onRecord : DISCLOSURE.notOnRecord),
          },
        ]}
      />
      {one.officers.length > 0 && (
        <DataTable
          caption={say(DISCLOSURE.officers)}
          rows={one.officers}
          keyOf={({ cardNumber }) => cardNumber}
          columns={[
            { name: 'name', title: DISCLOSURE.officers, cell: ({ name }) => name },
            {
              name: 'card',
              title: DISCLOSURE.cardNumber,
              cell: ({ cardKind, cardNumber }) => `${cardKind} ${cardNumber}`,
            },
            {
              name: 'valid',
              title: DISCLOSURE.validThrough,
              cell: ({ validThrough }) => <span className="number">{validThrough}</span>,
            },
            { name: 'seen', title: DISCLOSURE.originalSeen, cell: ({ originalSeen }) => (originalSeen ? '✓' : '—') },
            { name: 'copy', title: DISCLOSURE.copy, cell: ({ hasCopy }) => (hasCopy ? '✓' : '—') },
          ]}
        />
      )}
    </>
  )
}

function FactRow({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

function Steps({ one }: { readonly one: InquiryDetail }) {
  const { say, language } = useLanguage()
  const [step, setStep] = useState<StepKind>()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const executing = useMutation<InquiryDetail, Problem>({
    mutationFn: () => ask(`${INQUIRY_PATH}/${one.id}/execute`, { method: 'POST' }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [`${INQUIRY_PATH}/${one.id}`] })
      void queries.invalidateQueries({ queryKey: [INQUIRY_PATH] })
      void message.success(say(DISCLOSURE.done))
    },
  })
  const { can, state } = one
  const kinds: readonly (StepKind | false)[] = [
    can.decide && 'provide',
    can.decide && 'refuse',
    can.supplement && 'supplement',
    (can.supplement || can.finish) && state !== 'refused' && 'widen',
    can.finish && state === 'refused' && 'send',
    can.finish && state === 'executed' && 'acknowledge',
  ]
  return (
    <Section title={say(DISCLOSURE.steps)}>
      <ol className="inquiry-steps">
        {one.steps.map(({ act, by, at, reason }) => (
          <li key={`${act}/${at}`}>
            <span className="number">{instantText(at, language)}</span> {by} {say(INQUIRY_STEPS[act])}
            {reason && ` · ${reason}`}
          </li>
        ))}
      </ol>
      <FormProblem error={executing.error} />
      <div className="inquiry-go">
        {can.execute && (
          <>
            <Button type="primary" loading={executing.isPending} onClick={() => executing.mutate()}>
              {say(DISCLOSURE.execute)}
            </Button>
            <small>{say(DISCLOSURE.executeSays)}</small>
          </>
        )}
        {kinds.map(
          (kind) =>
            kind && (
              <Button
                key={kind}
                type={kind === 'provide' ? 'primary' : 'default'}
                danger={kind === 'refuse'}
                onClick={() => setStep(kind)}
              >
                {say(DISCLOSURE[kind])}
              </Button>
            ),
        )}
      </div>
      {step && <StepDialog one={one} kind={step} onClose={() => setStep(undefined)} />}
    </Section>
  )
}

function Outputs({ one }: { readonly one: InquiryDetail }) {
  const { say, language } = useLanguage()
  if (one.outputs.length === 0) return null
  return (
    <Section title={say(DISCLOSURE.outputs)}>
      <DataTable
        caption={say(DISCLOSURE.outputs)}
        rows={one.outputs}
        keyOf={({ id }) => id}
        columns={[
          {
            name: 'kind',
            title: DISCLOSURE.outputs,
            cell: ({ kind, act }) => `${say(DISCLOSURE[kind])}${kind === 'result' ? ` · ${say(QUERY_ACTS[act])}` : ''}`,
          },
          {
            name: 'at',
            title: DISCLOSURE.at,
            cell: ({ at }) => <span className="number">{instantText(at, language)}</span>,
          },
          {
            name: 'entry',
            title: DISCLOSURE.filing,
            cell: ({ entry }) => <span className="number">{entry ?? '—'}</span>,
          },
          {
            name: 'digest',
            title: DISCLOSURE.digest,
            cell: ({ digest }) => <span className="number">{digest.slice(0, 16)}…</span>,
          },
          {
            name: 'open',
            title: DISCLOSURE.open,
            cell: ({ id }) => (
              <a href={`${INQUIRY_PATH}/${one.id}/outputs/${id}`} target="_blank" rel="noreferrer">
                {say(DISCLOSURE.open)}
              </a>
            ),
          },
        ]}
      />
    </Section>
  )
}
