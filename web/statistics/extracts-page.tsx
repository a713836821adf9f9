import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Select } from 'antd'
import { type FormEvent, useCallback, useState } from 'react'
import { INSURANCES, insuranceName } from '../../src/kernel/terms.js'
import {
  EXTRACT_PATH,
  EXTRACT_PURPOSES,
  EXTRACT_STATES,
  type ExtractList,
  type ExtractView,
  PASSWORD_LEAST,
} from '../../src/statistics/extract-contract.js'
import { dayText, monthText } from '../shell/amounts.js'
import { ask, askFile, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { saveFile } from '../shell/save-file.js'
import { Answer, Empty } from '../shell/states.js'
import { isLive, JobProgress } from './job.js'
import { OpenSealed } from './open-sealed.js'
import './statistics.css'
import { EXTRACT, STATISTIC } from './words.js'

type Act = 'decide' | 'allow' | 'seal'

/** 去标识化提取：asked for, approved by another, made and sealed with the receiver's password. */
export function ExtractsPage() {
  const { say } = useLanguage()
  const answer = useAsk<ExtractList>(EXTRACT_PATH)
  return (
    <Page title={say(EXTRACT.title)} lead={say(EXTRACT.lead)}>
      <Answer of={answer} rows={6}>
        {(list) => (
          <div className="page-body statistic-page">
            {list.canRequest && <Ask list={list} />}
            {list.items.length === 0 ? <Empty title={say(EXTRACT.none)} /> : <Extracts items={list.items} />}
            <OpenSealed />
          </div>
        )}
      </Answer>
    </Page>
  )
}

const BLANK = { receiver: '', purpose: '', document: '', article: '', why: '' }

function Ask({ list }: { readonly list: ExtractList }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const [told, setTold] = useState(BLANK)
  const [purposeKind, setKind] = useState<keyof typeof EXTRACT_PURPOSES>('decision')
  const [insurance, setInsurance] = useState<string>('110')
  const [agency, setAgency] = useState(list.agencies[0]?.code ?? '')
  const [from, setFrom] = useState<string>(thisMonth())
  const [through, setThrough] = useState<string>(thisMonth())
  const [identified, setIdentified] = useState(false)
  const asking = useMutation<ExtractView, Problem>({
    mutationFn: () => {
      const { receiver, purpose, ...duty } = told
      const range = { purposeKind, insurance, agency, from, through, identified }
      const body = { receiver, purpose, ...range, ...(identified ? { duty } : {}) }
      return ask(EXTRACT_PATH, { method: 'POST', body })
    },
    onSuccess: () => {
      setTold(BLANK)
      void queries.invalidateQueries()
    },
  })
  const field = (name: keyof typeof BLANK, least: number) => (
    <label>
      {say(EXTRACT[name])}
      <Input
        required
        minLength={least}
        maxLength={200}
        value={told[name]}
        onChange={({ target }) => setTold({ ...told, [name]: target.value })}
      />
    </label>
  )
  const select = <T extends string>(
    label: { zh: string; en: string },
    value: T,
    options: { value: T; label: string }[],
    onChange: (to: T) => void,
  ) => (
    <div className="statistic-field">
      {say(label)}
      <Select aria-label={say(label)} value={value} options={options} onChange={onChange} />
    </div>
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    asking.mutate()
  }
  const kinds = Object.keys(EXTRACT_PURPOSES) as (keyof typeof EXTRACT_PURPOSES)[]
  return (
    <details>
      <summary>{say(EXTRACT.ask)}</summary>
      <FormProblem error={asking.error} />
      <form className="statistic-form" onSubmit={send}>
        {field('receiver', 2)}
        {select(
          EXTRACT.purposeKind,
          purposeKind,
          kinds.map((value) => ({ value, label: say(EXTRACT_PURPOSES[value]) })),
          setKind,
        )}
        {field('purpose', 4)}
        {select<string>(
          STATISTIC.insurance,
          insurance,
          INSURANCES.filter((code) => /^\d{3}$/.test(code)).map((value) => ({
            value,
            label: say(insuranceName(value)),
          })),
          setInsurance,
        )}
        {select<string>(
          EXTRACT.agency,
          agency,
          list.agencies.map(({ code, name }) => ({ value: code, label: name })),
          setAgency,
        )}
        <div className="statistic-field">
          {say(EXTRACT.from)}
          <MonthSelect label={say(EXTRACT.from)} value={from} onChange={setFrom} />
        </div>
        <div className="statistic-field">
          {say(EXTRACT.through)}
          <MonthSelect label={say(EXTRACT.through)} value={through} onChange={setThrough} />
        </div>
        <Checkbox
          className="statistic-wide"
          checked={identified}
          onChange={({ target }) => setIdentified(target.checked)}
        >
          {say(EXTRACT.identified)}
        </Checkbox>
        {identified && field('document', 2)}
        {identified && field('article', 1)}
        {identified && field('why', 4)}
        <Button type="primary" htmlType="submit" loading={asking.isPending}>
          {say(EXTRACT.ask)}
        </Button>
      </form>
    </details>
  )
}

function Extracts({ items }: { readonly items: readonly ExtractView[] }) {
  const { say, language } = useLanguage()
  const [acting, setActing] = useState<{ readonly one: ExtractView; readonly act: Act }>()
  const queries = useQueryClient()
  const renew = useCallback(() => void queries.invalidateQueries({ queryKey: [EXTRACT_PATH] }), [queries])
  const save = async (one: ExtractView) => {
    const { blob, name } = await askFile(`${EXTRACT_PATH}/${one.id}/file`)
    saveFile(blob, name || `${one.serial}.qyx`)
  }
  const columns: Column<ExtractView>[] = [
    {
      ...{ name: 'serial', title: EXTRACT.serial },
      cell: ({ serial, receiver }) => (
        <>
          <span className="number">{serial}</span>
          <br />
          <small>{receiver}</small>
        </>
      ),
    },
    {
      ...{ name: 'purpose', title: EXTRACT.purpose },
      cell: (one) => (
        <>
          {say(EXTRACT_PURPOSES[one.purposeKind])}: {one.purpose}
          <br />
          <small>
            {one.agencyName} · {say(insuranceName(one.insurance))} · {monthText(one.from, language)} –{' '}
            {monthText(one.through, language)}
            {one.duty && ` · ${one.duty.document} ${one.duty.article}`}
          </small>
        </>
      ),
    },
    { name: 'state', title: EXTRACT.state, cell: ({ state }) => say(EXTRACT_STATES[state]) },
    {
      ...{ name: 'result', title: EXTRACT.result },
      cell: ({ file, job }) =>
        file === undefined ? (
          job && <JobProgress key={job.id} id={job.id} {...(isLive(job.state) ? { onOver: renew } : {})} />
        ) : (
          <small>
            {say(EXTRACT.facts, { ...file.facts, level: say(file.facts.level) })}
            <br />
            {say(EXTRACT.expires, { day: dayText(file.expiresOn, language) })} · SM3 {file.digest.slice(0, 16)}…
          </small>
        ),
    },
    {
      ...{ name: 'acts', title: STATISTIC.acts },
      cell: (one) => (
        <div className="statistic-acts">
          {one.can.map((act) => (
            <Button
              key={act}
              size="small"
              onClick={() => (act === 'download' ? void save(one) : setActing({ one, act }))}
            >
              {say(EXTRACT[act])}
            </Button>
          ))}
        </div>
      ),
    },
  ]
  return (
    <>
      <DataTable caption={say(EXTRACT.title)} columns={columns} rows={items} keyOf={({ id }) => id} />
      {acting && <Take {...acting} onClose={() => setActing(undefined)} />}
    </>
  )
}

/** 审批，或者以口令密封。 */
function Take({ one, act, onClose }: { readonly one: ExtractView; readonly act: Act; readonly onClose: () => void }) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const taking = useMutation<ExtractView, Problem, 'approve' | 'refuse'>({
    mutationFn: (verdict) => {
      const body = act === 'seal' ? { password: text } : { verdict, note: text.trim() }
      return ask(`${EXTRACT_PATH}/${one.id}/${act}`, { method: 'POST', body })
    },
    onSuccess: () => {
      void message.success(say(STATISTIC.done))
      void queries.invalidateQueries()
      onClose()
    },
  })
  const isShort = act === 'seal' ? text.length < PASSWORD_LEAST : text.trim().length < 2
  const label = act === 'seal' ? EXTRACT.password : STATISTIC.note
  return (
    <Dialog
      title={`${say(EXTRACT[act])} · ${one.serial}`}
      onClose={onClose}
      action={{
        ...{ text: say(act === 'seal' ? EXTRACT.seal : STATISTIC.approve), busy: taking.isPending, disabled: isShort },
        onClick: () => taking.mutate('approve'),
      }}
    >
      <FormProblem error={taking.error} />
      <div className="statistic-field">
        {say(label)}
        {act === 'seal' ? (
          <Input.Password
            aria-label={say(label)}
            maxLength={200}
            autoComplete="new-password"
            value={text}
            onChange={(e) => setText(e.target.value)}
          />
        ) : (
          <Input.TextArea
            aria-label={say(label)}
            rows={2}
            maxLength={500}
            value={text}
            onChange={(e) => setText(e.target.value)}
          />
        )}
      </div>
      {act !== 'seal' && (
        <Button danger disabled={isShort} loading={taking.isPending} onClick={() => taking.mutate('refuse')}>
          {say(EXTRACT.refuse)}
        </Button>
      )}
    </Dialog>
  )
}
