import { Button } from 'antd'
import { useState } from 'react'
import {
  AUTHORITY_PATHS,
  type Executed,
  type RequestsAnswer,
  type RequestView,
} from '../../src/access/authority-contract.js'
import { useSend } from '../archive/use-send.js'
import { dayText, instantText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { inList } from '../shell/both.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { DecideDialog } from './decide-dialog.js'
import { HandoverDialog } from './handover-dialog.js'
import { postName } from './post-names.js'
import { AUTHORITY, KIND_WORDS, REQUEST_WORDS, STEP_WORDS } from './words.js'

/** 授权申请：first what waits for me, then the rest. */
export function Requests() {
  const { say } = useLanguage()
  const answer = useAsk<RequestsAnswer>(AUTHORITY_PATHS.requests)
  return (
    <Answer of={answer} rows={3}>
      {({ items }) => {
        const mine = items.filter(({ canDecide, canExecute }) => canDecide || canExecute)
        const rest = items.filter((one) => !mine.includes(one))
        return (
          <>
            <Section title={say(AUTHORITY.forYou)}>
              {mine.length === 0 ? (
                <p>{say(AUTHORITY.noneForYou)}</p>
              ) : (
                <Table requests={mine} caption={AUTHORITY.forYou} />
              )}
            </Section>
            {rest.length > 0 && (
              <Section title={say(AUTHORITY.others)}>
                <Table requests={rest} caption={AUTHORITY.others} />
              </Section>
            )}
          </>
        )
      }}
    </Answer>
  )
}

interface TableProps {
  readonly requests: readonly RequestView[]
  readonly caption: { readonly zh: string; readonly en: string }
}

function Table({ requests, caption }: TableProps) {
  const { say } = useLanguage()
  const columns: readonly Column<RequestView>[] = [
    {
      ...{ name: 'who', title: AUTHORITY.name },
      cell: ({ name, agencyName, login }) => `${name} · ${agencyName}${login === undefined ? '' : ` · ${login}`}`,
    },
    { name: 'what', title: AUTHORITY.whole, cell: (one) => <Whole request={one} /> },
    { name: 'steps', title: AUTHORITY.steps, cell: (one) => <Steps request={one} /> },
    { name: 'state', title: AUTHORITY.state, cell: ({ state }) => say(REQUEST_WORDS[state]) },
    { name: 'act', title: AUTHORITY.act, cell: (one) => <Acts request={one} /> },
  ]
  return (
    <DataTable
      caption={say(caption)}
      columns={columns}
      rows={requests}
      step={10}
      keyOf={({ requestId }) => requestId}
    />
  )
}

function Whole({ request: { kind, posts, before, from, through, reason, proof } }: { readonly request: RequestView }) {
  const { say, language } = useLanguage()
  const names = (list: RequestView['posts']) =>
    list.length === 0
      ? say(AUTHORITY.noPosts)
      : inList(
          list.map((post) => say(postName(post))),
          language,
        )
  return (
    <>
      <strong>{say(KIND_WORDS[kind])}</strong> {kind === 'open' ? names(posts) : `${names(before)} → ${names(posts)}`}
      {from !== undefined && through !== undefined && (
        <span className="authority-term">{`${dayText(from, language)} – ${dayText(through, language)}`}</span>
      )}
      <br />
      {reason} · {proof}
    </>
  )
}

function Steps({ request: { requestedBy, requestedAt, steps } }: { readonly request: RequestView }) {
  const { say, language } = useLanguage()
  const at = (time: number) => instantText(time, language)
  return (
    <ul className="authority-posts">
      <li>{say(AUTHORITY.askedBy, { name: requestedBy || '—', at: at(requestedAt) })}</li>
      {steps.map(({ step, by, note, at: time }) => (
        <li key={`${step}/${time}`}>
          {say(AUTHORITY.stepBy, { name: by || '—', at: at(time), step: say(STEP_WORDS[step]) })}
          {note !== '' && ` · ${note}`}
        </li>
      ))}
    </ul>
  )
}

function Acts({ request }: { readonly request: RequestView }) {
  const { say } = useLanguage()
  const { requestId, canDecide, canExecute, canWithdraw } = request
  const [deciding, setDeciding] = useState<'approve' | 'refuse'>()
  const executing = useSend<Executed>()
  const withdrawing = useSend<RequestView>()
  const handover = executing.data?.handover
  return (
    <span className="authority-acts">
      {canDecide &&
        (['approve', 'refuse'] as const).map((verdict) => (
          <Button key={verdict} size="small" onClick={() => setDeciding(verdict)}>
            {say(AUTHORITY[verdict])}
          </Button>
        ))}
      {canExecute && (
        <Button
          size="small"
          type="primary"
          loading={executing.isPending}
          onClick={() => executing.mutate({ path: pathOf(AUTHORITY_PATHS.execution, { requestId }) })}
        >
          {say(AUTHORITY.execute)}
        </Button>
      )}
      {canWithdraw && (
        <Button
          size="small"
          loading={withdrawing.isPending}
          onClick={() => withdrawing.mutate({ path: pathOf(AUTHORITY_PATHS.withdrawal, { requestId }) })}
        >
          {say(AUTHORITY.withdraw)}
        </Button>
      )}
      <FormProblem error={executing.error ?? withdrawing.error} />
      {deciding && <DecideDialog request={request} verdict={deciding} onClose={() => setDeciding(undefined)} />}
      {handover && <HandoverDialog name={request.name} handover={handover} onClose={() => executing.reset()} />}
    </span>
  )
}
