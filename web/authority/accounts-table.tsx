import { Button } from 'antd'
import { useState } from 'react'
import {
  type AccountsAnswer,
  type AccountView,
  AUTHORITY_PATHS,
  type CodeAnswer,
} from '../../src/access/authority-contract.js'
import { useSend } from '../archive/use-send.js'
import { dayText, instantText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { HandoverDialog } from './handover-dialog.js'
import { postName } from './post-names.js'
import { RequestDialog, type RequestKind } from './request-dialog.js'
import { AUTHORITY, STATE_WORDS } from './words.js'

interface Acting {
  readonly account: AccountView
  readonly kind: RequestKind
}

/** 人员清单：posts, terms, state, last sign-in, and who granted what. */
export function AccountsTable({ list }: { readonly list: AccountsAnswer }) {
  const { say, language } = useLanguage()
  const [acting, setActing] = useState<Acting>()
  const columns: readonly Column<AccountView>[] = [
    { name: 'name', title: AUTHORITY.name, cell: ({ name }) => name || '—' },
    { name: 'agency', title: AUTHORITY.agency, cell: ({ agencyName }) => agencyName },
    { name: 'posts', title: AUTHORITY.posts, cell: (one) => <Posts account={one} /> },
    { name: 'state', title: AUTHORITY.state, cell: ({ state }) => say(STATE_WORDS[state]) },
    {
      ...{ name: 'signIn', title: AUTHORITY.signIn },
      cell: ({ lastSignIn }) => (lastSignIn === undefined ? say(AUTHORITY.never) : instantText(lastSignIn, language)),
    },
    { name: 'granted', title: AUTHORITY.granted, cell: (one) => <Granted account={one} /> },
    {
      ...{ name: 'act', title: AUTHORITY.act },
      cell: (one) => <Acts list={list} account={one} onAct={(kind) => setActing({ account: one, kind })} />,
    },
  ]
  return (
    <Section title={say(AUTHORITY.accounts)} aside={say(AUTHORITY.count, { n: list.accounts.length })}>
      <div className="authority-list">
        <DataTable
          caption={say(AUTHORITY.accounts)}
          columns={columns}
          rows={list.accounts}
          step={500}
          keyOf={({ accountId }) => accountId}
          toneOf={({ state }) => (state === 'blocked' ? 'quiet' : undefined)}
        />
      </div>
      {acting && <RequestDialog {...acting} list={list} onClose={() => setActing(undefined)} />}
    </Section>
  )
}

function Posts({ account }: { readonly account: AccountView }) {
  const { say, language } = useLanguage()
  const { terms, unused } = account
  if (terms.length === 0) return say(AUTHORITY.noPosts)
  return (
    <ul className="authority-posts">
      {terms.map(({ post, from, through, counts }) => {
        const idle = unused.find((one) => one.post === post)
        const last = through === undefined ? say(AUTHORITY.noEnd) : dayText(through, language)
        return (
          <li key={post}>
            {say(postName(post))}
            <span className="authority-term">
              {from === undefined ? '' : `${dayText(from, language)} – `}
              {last}
            </span>
            {!counts && <span className="tag">{say(AUTHORITY.notNow)}</span>}
            {idle && (
              <span className="tag tag-warn">{say(AUTHORITY.unused, { since: dayText(idle.since, language) })}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Granted({ account: { granted } }: { readonly account: AccountView }) {
  const { say, language } = useLanguage()
  if (granted === undefined) return '—'
  const { kind, at, requestedBy, approvedBy, grantedBy } = granted
  const by =
    kind === 'grant'
      ? say(AUTHORITY.three, { asked: requestedBy || '—', approved: approvedBy || '—', done: grantedBy || '—' })
      : say(AUTHORITY[kind])
  return (
    <>
      <span className="number">{instantText(at, language)}</span>
      <br />
      {by}
    </>
  )
}

interface ActsProps {
  readonly list: AccountsAnswer
  readonly account: AccountView
  readonly onAct: (kind: RequestKind) => void
}

function Acts({ list: { canPropose }, account, onAct }: ActsProps) {
  const { say } = useLanguage()
  const { accountId, state, unused, isOneself, canCode } = account
  const asking = useSend<CodeAnswer>()
  const may = canPropose && !isOneself
  return (
    <span className="authority-acts no-print">
      {may && (
        <Button size="small" onClick={() => onAct('change')}>
          {say(AUTHORITY.change)}
        </Button>
      )}
      {may && unused.length > 0 && (
        <Button size="small" onClick={() => onAct('unused')}>
          {say(AUTHORITY.removeUnused)}
        </Button>
      )}
      {may && state !== 'blocked' && (
        <Button size="small" onClick={() => onAct('end')}>
          {say(AUTHORITY.end)}
        </Button>
      )}
      {canCode && (
        <Button
          size="small"
          loading={asking.isPending}
          onClick={() => asking.mutate({ path: pathOf(AUTHORITY_PATHS.code, { accountId }) })}
        >
          {say(AUTHORITY.codeAgain)}
        </Button>
      )}
      <FormProblem error={asking.error} />
      {asking.data && <HandoverDialog name={account.name} handover={asking.data} onClose={() => asking.reset()} />}
    </span>
  )
}
