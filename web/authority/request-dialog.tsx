import { App, Input, Select } from 'antd'
import { useId, useState } from 'react'
import {
  type AccountsAnswer,
  type AccountView,
  AUTHORITY_PATHS,
  type Post,
  type RequestBody,
  type RequestView,
} from '../../src/access/authority-contract.js'
import { useSend } from '../archive/use-send.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Ticks } from '../shell/ticks.js'
import { today } from '../shell/today.js'
import { postName } from './post-names.js'
import { PostTicks } from './post-ticks.js'
import { AUTHORITY, KIND_WORDS } from './words.js'

export type RequestKind = 'open' | 'change' | 'end' | 'unused'

interface Props {
  readonly kind: RequestKind
  readonly list: AccountsAnswer
  readonly account?: AccountView
  readonly onClose: () => void
}

interface Filled {
  readonly identityNumber: string
  readonly name: string
  readonly login: string
  readonly agency: string
  readonly posts: readonly Post[]
  readonly from: string
  readonly through: string
  readonly reason: string
  readonly proof: string
}

/** 提出申请：an account, other posts, the end of all, or the removal of what lies idle. */
export function RequestDialog({ kind, list, account, onClose }: Props) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const [requestId] = useState(() => crypto.randomUUID())
  const [filled, setFilled] = useState<Filled>(() => startOf(kind, list, account))
  const set = (change: Partial<Filled>) => setFilled({ ...filled, ...change })
  const sending = useSend<RequestView>(() => {
    void message.success(say(AUTHORITY.sent))
    onClose()
  })
  const body = bodyOf(kind, requestId, filled, account)
  return (
    <Dialog
      wide
      title={account === undefined ? say(AUTHORITY.openNew) : `${say(KIND_WORDS[kind])} · ${account.name}`}
      onClose={onClose}
      action={{
        text: say(AUTHORITY.send),
        busy: sending.isPending,
        disabled: body === undefined,
        onClick: () => sending.mutate({ path: AUTHORITY_PATHS.requests, ...(body && { body }) }),
      }}
    >
      <FormProblem error={sending.error} />
      <div className="authority-form">
        {kind === 'open' && <Person filled={filled} set={set} list={list} />}
        {kind === 'change' && <p>{say(AUTHORITY.changeLead)}</p>}
        {kind === 'end' && <p>{say(AUTHORITY.endLead)}</p>}
        {kind === 'unused' && <Idle account={account!} days={list.unusedDays} filled={filled} set={set} />}
        {(kind === 'open' || kind === 'change') && (
          <>
            <PostTicks
              value={filled.posts}
              isCity={list.agencies.find(({ code }) => code === filled.agency)?.isCity ?? false}
              onChange={(posts) => set({ posts })}
            />
            <Field label={say(AUTHORITY.from)} type="date" value={filled.from} onChange={(from) => set({ from })} />
            <Field
              label={say(AUTHORITY.through)}
              type="date"
              value={filled.through}
              onChange={(through) => set({ through })}
            />
          </>
        )}
        <Field label={say(AUTHORITY.reason)} value={filled.reason} onChange={(reason) => set({ reason })} />
        <Field label={say(AUTHORITY.proof)} value={filled.proof} onChange={(proof) => set({ proof })} />
      </div>
    </Dialog>
  )
}

interface PartProps {
  readonly filled: Filled
  readonly set: (change: Partial<Filled>) => void
}

function Person({ filled, set, list }: PartProps & { readonly list: AccountsAnswer }) {
  const { say } = useLanguage()
  const agencyId = useId()
  return (
    <>
      <Field label={say(AUTHORITY.name)} most={100} value={filled.name} onChange={(name) => set({ name })} />
      <Field
        label={say(AUTHORITY.number)}
        most={40}
        value={filled.identityNumber}
        onChange={(identityNumber) => set({ identityNumber })}
      />
      <Field
        label={say(AUTHORITY.login)}
        hint={say(AUTHORITY.loginHint)}
        most={64}
        value={filled.login}
        onChange={(login) => set({ login })}
      />
      <label htmlFor={agencyId}>
        {say(AUTHORITY.agency)}
        <Select
          id={agencyId}
          value={filled.agency}
          options={list.agencies.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(agency: string) => set({ agency })}
        />
      </label>
    </>
  )
}

function Idle({ account, days, filled, set }: PartProps & { readonly account: AccountView; readonly days: number }) {
  const { say } = useLanguage()
  return (
    <div className="authority-whole">
      <p>{say(AUTHORITY.unusedLead, { days })}</p>
      <Ticks
        label={say(AUTHORITY.choosePosts)}
        value={filled.posts}
        options={account.unused.map(({ post }) => ({ value: post, label: say(postName(post)) }))}
        onChange={(posts) => set({ posts })}
      />
    </div>
  )
}

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'date'
  readonly most?: number
  readonly hint?: string
}

function Field({ label, value, onChange, type = 'text', most = 500, hint }: FieldProps) {
  const id = useId()
  return (
    <label htmlFor={id}>
      {label}
      <Input
        id={id}
        type={type}
        autoComplete="off"
        maxLength={most}
        {...(hint === undefined ? {} : { placeholder: hint })}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  )
}

function startOf(kind: RequestKind, { agencies }: AccountsAnswer, account: AccountView | undefined): Filled {
  const posts = kind === 'change' ? account!.terms.map(({ post }) => post) : []
  const from = today()
  const agency = account?.agency ?? agencies[0]?.code ?? ''
  return {
    ...{ identityNumber: '', name: '', login: '', reason: '', proof: '', agency },
    ...{ posts: kind === 'unused' ? account!.unused.map(({ post }) => post) : posts, from, through: '' },
  }
}

/** What is sent; undefined while something is missing. */
function bodyOf(
  kind: RequestKind,
  requestId: string,
  { identityNumber, name, login, agency, posts, from, through, reason, proof }: Filled,
  account: AccountView | undefined,
): RequestBody | undefined {
  const said = { requestId, reason: reason.trim(), proof: proof.trim() }
  if (said.reason.length < 2 || said.proof.length < 2 || (kind !== 'end' && posts.length === 0)) return undefined
  const accountId = account?.accountId ?? ''
  if (kind === 'end') return { kind, accountId, ...said }
  if (kind === 'unused') return { kind, accountId, remove: [...posts], ...said }
  if (from === '' || through === '') return undefined
  if (kind === 'change') return { kind, accountId, posts: [...posts], from, through, ...said }
  const person = { identityNumber: identityNumber.trim(), name: name.trim(), login: login.trim() }
  if (Object.values(person).some((text) => text === '')) return undefined
  return { kind, ...person, agency, posts: [...posts], from, through, ...said }
}
