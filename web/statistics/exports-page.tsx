import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Progress, Select } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import {
  EXPORT_PATH,
  EXPORT_STATES,
  type ExportList,
  type ExportView,
  LISTS,
} from '../../src/statistics/export-contract.js'
import { PASSWORD_LEAST } from '../../src/statistics/extract-contract.js'
import { countText, dayText, instantText } from '../shell/amounts.js'
import { ask, askFile, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { saveFile } from '../shell/save-file.js'
import { Answer, Empty } from '../shell/states.js'
import { LeakCheck } from './leak-check.js'
import { OpenSealed } from './open-sealed.js'
import './statistics.css'
import { ATTEMPTS, EXPORT, EXTRACT, STATISTIC } from './words.js'

const AGAIN_MS = 1500

/** 名单导出：asked for, approved where long, made behind, fetched; what was refused, and whose a leaked file is. */
export function ExportsPage() {
  const { say } = useLanguage()
  const answer = useAsk<ExportList>(EXPORT_PATH)
  const { refetch } = answer
  const isBusy = answer.data?.items.some(({ state }) => state === 'running') ?? false
  useEffect(() => {
    if (!isBusy) return
    const timer = setInterval(() => void refetch(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [isBusy, refetch])
  return (
    <Page title={say(EXPORT.title)} lead={answer.data && say(EXPORT.lead, answer.data.caps)}>
      <Answer of={answer} rows={6}>
        {(list) => (
          <div className="page-body statistic-page">
            {list.canRequest && <Ask />}
            {list.items.length === 0 ? <Empty title={say(EXPORT.none)} /> : <Tickets items={list.items} />}
            {list.items.some(({ state }) => state === 'ready') && <OpenSealed />}
            {list.canApprove && <LeakCheck />}
            {list.canApprove && <Attempts items={list.attempts} />}
          </div>
        )}
      </Answer>
    </Page>
  )
}

function Ask() {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const [list, setList] = useState<keyof typeof LISTS>('employerPersons')
  const [format, setFormat] = useState<'csv' | 'xlsx'>('xlsx')
  const [creditCode, setCode] = useState('')
  const [purpose, setPurpose] = useState('')
  const [from, setFrom] = useState<string>(thisMonth())
  const [through, setThrough] = useState<string>(thisMonth())
  const asking = useMutation<ExportView, Problem>({
    mutationFn: () =>
      ask(EXPORT_PATH, {
        method: 'POST',
        body: { list, format, creditCode: creditCode.trim(), purpose, from, through },
      }),
    onSuccess: () => void queries.invalidateQueries(),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    asking.mutate()
  }
  const lists = Object.keys(LISTS) as (keyof typeof LISTS)[]
  return (
    <>
      <FormProblem error={asking.error} />
      <form className="statistic-form" onSubmit={send}>
        <div className="statistic-field">
          {say(EXPORT.list)}
          <Select
            aria-label={say(EXPORT.list)}
            value={list}
            options={lists.map((value) => ({ value, label: say(LISTS[value]) }))}
            onChange={setList}
          />
        </div>
        <label>
          {say(EXPORT.creditCode)}
          <Input required minLength={18} maxLength={18} value={creditCode} onChange={(e) => setCode(e.target.value)} />
        </label>
        <div className="statistic-field">
          {say(EXPORT.from)}
          <MonthSelect label={say(EXPORT.from)} value={from} onChange={setFrom} />
        </div>
        <div className="statistic-field">
          {say(EXPORT.through)}
          <MonthSelect label={say(EXPORT.through)} value={through} onChange={setThrough} />
        </div>
        <label>
          {say(EXPORT.purpose)}
          <Input required minLength={4} maxLength={500} value={purpose} onChange={(e) => setPurpose(e.target.value)} />
        </label>
        <div className="statistic-field">
          {say(EXPORT.format)}
          <Select
            aria-label={say(EXPORT.format)}
            value={format}
            options={[
              { value: 'xlsx' as const, label: 'XLSX' },
              { value: 'csv' as const, label: 'CSV' },
            ]}
            onChange={setFormat}
          />
        </div>
        <Button type="primary" htmlType="submit" loading={asking.isPending}>
          {say(EXPORT.ask)}
        </Button>
      </form>
    </>
  )
}

function Tickets({ items }: { readonly items: readonly ExportView[] }) {
  const { say, language } = useLanguage()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [deciding, setDeciding] = useState<ExportView>()
  const [fetching, setFetching] = useState<ExportView>()
  const take = async (one: ExportView, act: ExportView['can'][number]) => {
    if (act === 'decide') return setDeciding(one)
    if (act === 'download') return setFetching(one)
    try {
      await ask(`${EXPORT_PATH}/${one.id}/start`, { method: 'POST', body: {} })
    } catch (error) {
      void message.error((error as Problem).message)
    }
    void queries.invalidateQueries()
  }
  const columns: Column<ExportView>[] = [
    {
      ...{ name: 'serial', title: EXPORT.serial },
      cell: (one) => (
        <>
          <span className="number">{one.serial}</span>
          <br />
          <small>
            {say(LISTS[one.list])} · {one.creditCode} · {one.format.toUpperCase()}
          </small>
        </>
      ),
    },
    { name: 'purpose', title: EXPORT.purpose, cell: ({ purpose }) => purpose },
    { name: 'rows', title: EXPORT.rows, amount: true, cell: ({ rows }) => countText(rows) },
    {
      ...{ name: 'state', title: EXPORT.state },
      cell: (one) => (
        <>
          {say(EXPORT_STATES[one.state])}
          {one.note && ` · ${one.note}`}
          {one.state === 'running' && (
            <Progress percent={Math.floor((one.done * 100) / Math.max(1, one.rows))} size="small" />
          )}
          {one.state === 'ready' && one.expiresOn && (
            <>
              <br />
              <small>
                {say(EXPORT.expires, { day: dayText(one.expiresOn, language) })} ·{' '}
                {say(EXPORT.downloads, { n: one.downloads })}
              </small>
            </>
          )}
        </>
      ),
    },
    {
      ...{ name: 'by', title: EXPORT.by },
      cell: ({ requestedBy, requestedAt }) => (
        <>
          {requestedBy}
          <br />
          <small className="number">{instantText(requestedAt, language)}</small>
        </>
      ),
    },
    { name: 'approvedBy', title: EXPORT.approvedBy, cell: ({ approvedBy }) => approvedBy ?? '—' },
    {
      ...{ name: 'acts', title: STATISTIC.acts },
      cell: (one) => (
        <div className="statistic-acts">
          {one.can.map((act) => (
            <Button key={act} size="small" onClick={() => void take(one, act)}>
              {say(EXPORT[act])}
            </Button>
          ))}
        </div>
      ),
    },
  ]
  return (
    <>
      <DataTable caption={say(EXPORT.title)} columns={columns} rows={items} keyOf={({ id }) => id} />
      {deciding && <Decide one={deciding} onClose={() => setDeciding(undefined)} />}
      {fetching && <Fetch one={fetching} onClose={() => setFetching(undefined)} />}
    </>
  )
}

/** 领取：the file leaves sealed with a password of one's own. */
function Fetch({ one, onClose }: { readonly one: ExportView; readonly onClose: () => void }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const fetching = useMutation<void, Problem>({
    mutationFn: async () => {
      const { blob, name } = await askFile(`${EXPORT_PATH}/${one.id}/file`, { method: 'POST', body: { password } })
      saveFile(blob, name || `${one.serial}.${one.format}.qyx`)
    },
    onSuccess: () => {
      void queries.invalidateQueries()
      onClose()
    },
  })
  return (
    <Dialog
      title={`${say(EXPORT.download)} · ${one.serial}`}
      onClose={onClose}
      action={{
        ...{ text: say(EXPORT.download), busy: fetching.isPending, disabled: password.length < PASSWORD_LEAST },
        onClick: () => fetching.mutate(),
      }}
    >
      <FormProblem error={fetching.error} />
      <p>{say(EXPORT.sealed)}</p>
      <label>
        {say(EXTRACT.password)}
        <Input.Password
          maxLength={200}
          autoComplete="new-password"
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </label>
    </Dialog>
  )
}

function Decide({ one, onClose }: { readonly one: ExportView; readonly onClose: () => void }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const deciding = useMutation<ExportView, Problem, 'approve' | 'refuse'>({
    mutationFn: (verdict) =>
      ask(`${EXPORT_PATH}/${one.id}/decide`, { method: 'POST', body: { verdict, note: note.trim() } }),
    onSuccess: () => {
      void queries.invalidateQueries()
      onClose()
    },
  })
  const isShort = note.trim().length < 2
  return (
    <Dialog
      title={`${say(EXPORT.decide)} · ${one.serial}`}
      onClose={onClose}
      action={{
        ...{ text: say(EXPORT.approve), busy: deciding.isPending, disabled: isShort },
        onClick: () => deciding.mutate('approve'),
      }}
    >
      <FormProblem error={deciding.error} />
      <p>
        {say(LISTS[one.list])} · {countText(one.rows)} · {one.requestedBy} · {one.purpose}
      </p>
      <label>
        {say(STATISTIC.note)}
        <Input.TextArea rows={2} maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
      <Button danger disabled={isShort} loading={deciding.isPending} onClick={() => deciding.mutate('refuse')}>
        {say(EXPORT.refuse)}
      </Button>
    </Dialog>
  )
}

function Attempts({ items }: { readonly items: ExportList['attempts'] }) {
  const { say, language } = useLanguage()
  type Item = ExportList['attempts'][number]
  const columns: Column<Item>[] = [
    { name: 'at', title: EXPORT.at, cell: ({ at }) => <span className="number">{instantText(at, language)}</span> },
    { name: 'by', title: EXPORT.by, cell: ({ by }) => by },
    { name: 'list', title: EXPORT.list, cell: ({ list }) => say(LISTS[list]) },
    { name: 'why', title: EXPORT.why, cell: ({ code }) => say(ATTEMPTS[code] ?? { zh: code, en: code }) },
    { name: 'wanted', title: EXPORT.wanted, amount: true, cell: ({ wanted }) => countText(wanted) },
    { name: 'most', title: EXPORT.most, amount: true, cell: ({ most }) => countText(most) },
  ]
  return (
    <Section title={say(EXPORT.attempts)}>
      <DataTable caption={say(EXPORT.attempts)} columns={columns} rows={items} keyOf={(one, i) => `${one.at}${i}`} />
    </Section>
  )
}
