import { Checkbox, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { SUBMISSION_KINDS, type SubmissionList, type SubmissionSummary } from '../../src/collection/contract.js'
import { OverdueObjections } from '../objections/overdue-note.js'
import { KeyHelp, useKeys } from '../shell/keys.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import { byRisk } from './marks.js'
import { DESK_PATHS } from './paths.js'
import { SubmissionTable } from './submission-table.js'
import { DESK } from './words.js'
import { WORK } from './work-words.js'

type Of = 'mine' | 'unfinished' | 'all'
const LISTS: Readonly<Record<Of, string>> = {
  mine: DESK_PATHS.inbox,
  unfinished: `${DESK_PATHS.submissions}?standing=unfinished`,
  all: DESK_PATHS.submissions,
}

/** 待办：what this person's posts can take now; and everything else on asking. */
export function InboxPage() {
  const { say } = useLanguage()
  const { can } = useSession()
  const [of, setOf] = useState<Of>('mine')
  const list = useAsk<SubmissionList>(LISTS[of])
  return (
    <Page
      title={say(DESK.inbox)}
      lead={say(DESK.inboxLead)}
      actions={
        <>
          <Segmented
            value={of}
            options={[
              { value: 'mine', label: say(DESK.mine) },
              { value: 'unfinished', label: say(DESK.unfinished) },
              { value: 'all', label: say(DESK.all) },
            ]}
            onChange={setOf}
          />
          <KeyHelp keys={INBOX_KEYS} />
        </>
      }
    >
      {can('objection.decide') && <OverdueObjections />}
      <Answer of={list} rows={8}>
        {({ items, more }) =>
          items.length === 0 ? (
            <Nothing of={of} />
          ) : (
            <>
              {more && <p className="lead">{say(DESK.moreListed, { n: items.length })}</p>}
              <Filtered key={of} items={items} of={of} />
            </>
          )
        }
      </Answer>
    </Page>
  )
}

const INBOX_KEYS = [
  ['j', DESK.keyNext],
  ['k', DESK.keyBefore],
  ['Enter', DESK.keyOpen],
] as const

function Nothing({ of }: { readonly of: Of }) {
  const { say } = useLanguage()
  if (of === 'mine') return <Empty title={say(DESK.emptyInbox)}>{say(DESK.emptyInboxHint)}</Empty>
  return <Empty title={say(of === 'unfinished' ? DESK.nothingUnfinished : DESK.noSubmissions)} />
}

/** 按种类、逾期、本人认领挑出。 */
function Filtered({ items, of }: { readonly items: readonly SubmissionSummary[]; readonly of: Of }) {
  const { say } = useLanguage()
  const [kind, setKind] = useState('')
  const [overdue, setOverdue] = useState(false)
  const [mine, setMine] = useState(false)
  const kinds = [...new Set(items.map((one) => one.kind))]
  const shown = items.filter(
    (one) => (kind === '' || one.kind === kind) && (!overdue || one.due?.overdue) && (!mine || one.claim?.mine),
  )
  return (
    <>
      <div className="inbox-filters no-print">
        <Select
          aria-label={say(DESK.kind)}
          value={kind}
          options={[
            { value: '', label: `${say(WORK.allKinds)} (${items.length})` },
            ...kinds.map((one) => ({
              value: one as string,
              label: `${say(SUBMISSION_KINDS[one])} (${items.filter((item) => item.kind === one).length})`,
            })),
          ]}
          onChange={(one: string) => setKind(one)}
        />
        <Checkbox checked={overdue} onChange={({ target }) => setOverdue(target.checked)}>
          {say(WORK.overdueOnly)}
        </Checkbox>
        <Checkbox checked={mine} onChange={({ target }) => setMine(target.checked)}>
          {say(WORK.myClaims)}
        </Checkbox>
      </div>
      <List key={`${kind}${overdue}${mine}`} items={shown} of={of} />
    </>
  )
}

function List({ items, of }: { readonly items: readonly SubmissionSummary[]; readonly of: Of }) {
  const navigate = useNavigate()
  const [now] = useState(() => Date.now())
  const sorted = useMemo(() => (of === 'mine' ? byRisk(items) : items), [items, of])
  // The row and not its place: a list read anew may have others before it.
  const [chosen, setChosen] = useState<string>()
  const at = Math.max(
    sorted.findIndex(({ id }) => id === chosen),
    0,
  )
  const current = sorted[at]
  const step = (by: number) => () => {
    const to = Math.min(Math.max(at + by, 0), sorted.length - 1)
    setChosen(sorted[to]?.id)
    document.querySelectorAll('.desk tbody tr')[to]?.scrollIntoView({ block: 'nearest' })
  }
  const open = () => current && navigate(`/submissions/${current.id}`)
  useKeys({ j: step(1), k: step(-1), Enter: open })
  return <SubmissionTable items={sorted} now={now} current={current?.id} />
}
