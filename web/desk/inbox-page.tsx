import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { SubmissionList, SubmissionSummary } from '../../src/collection/contract.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { KeyHelp, useKeys } from './keys.js'
import { byRisk } from './marks.js'
import { DESK_PATHS } from './paths.js'
import { SubmissionTable } from './submission-table.js'
import { DESK } from './words.js'

/** 待办：what this person's posts can take now; and everything else on asking. */
export function InboxPage() {
  const { say } = useLanguage()
  const [of, setOf] = useState<'mine' | 'all'>('mine')
  const list = useAsk<SubmissionList>(of === 'mine' ? DESK_PATHS.inbox : DESK_PATHS.submissions)
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
              { value: 'all', label: say(DESK.all) },
            ]}
            onChange={setOf}
          />
          <KeyHelp keys={INBOX_KEYS} />
        </>
      }
    >
      <Answer of={list} rows={8}>
        {({ items }) =>
          items.length === 0 ? <Nothing isMine={of === 'mine'} /> : <List key={of} items={items} of={of} />
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

function Nothing({ isMine }: { readonly isMine: boolean }) {
  const { say } = useLanguage()
  return isMine ? (
    <Empty title={say(DESK.emptyInbox)}>{say(DESK.emptyInboxHint)}</Empty>
  ) : (
    <Empty title={say(DESK.noSubmissions)} />
  )
}

function List({ items, of }: { readonly items: readonly SubmissionSummary[]; readonly of: 'mine' | 'all' }) {
  const navigate = useNavigate()
  const [now] = useState(() => Date.now())
  const sorted = useMemo(() => (of === 'mine' ? byRisk(items, now) : items), [items, of, now])
  const [at, setAt] = useState(0)
  const current = sorted[at]
  const step = (by: number) => () => {
    const to = Math.min(Math.max(at + by, 0), sorted.length - 1)
    setAt(to)
    document.querySelectorAll('.desk tbody tr')[to]?.scrollIntoView({ block: 'nearest' })
  }
  const open = () => current && navigate(`/submissions/${current.id}`)
  useKeys({ j: step(1), k: step(-1), Enter: open })
  return <SubmissionTable items={sorted} now={now} current={current?.id} />
}
