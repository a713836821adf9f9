import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useCallback, useState } from 'react'
import { insuranceName } from '../../src/kernel/terms.js'
import {
  AD_HOC_PATH,
  AD_HOC_STATES,
  type AdHocList,
  type AdHocView,
  DIMENSION_WORDS,
} from '../../src/statistics/ad-hoc-contract.js'
import { EXTRACT_PURPOSES } from '../../src/statistics/extract-contract.js'
import { dayText, instantText, monthText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import '../record/record.css'
import './statistics.css'
import { AdHocForm } from './ad-hoc-form.js'
import { AdHocResult } from './ad-hoc-result.js'
import { AD_HOC } from './governed-words.js'
import { isLive, JobProgress } from './job.js'
import { labelOf } from './tables.js'
import { STATISTIC } from './words.js'

type Act = AdHocView['can'][number]

/** 临时统计：asked for, approved by another, made as a job, with its figures. */
export function AdHocPage() {
  const { say } = useLanguage()
  const [opened, setOpened] = useState<string>()
  const answer = useAsk<AdHocList>(AD_HOC_PATH)
  return (
    <Page title={say(AD_HOC.title)} lead={say(AD_HOC.lead)}>
      <Answer of={answer} rows={6}>
        {(list) => (
          <div className="page-body statistic-page">
            {list.canRequest && <AdHocForm list={list} onMade={setOpened} />}
            {opened && <Opened key={opened} id={opened} />}
            {list.items.length === 0 ? (
              <Empty title={say(AD_HOC.none)} />
            ) : (
              <List items={list.items} onOpen={setOpened} />
            )}
          </div>
        )}
      </Answer>
    </Page>
  )
}

function List({ items, onOpen }: { readonly items: readonly AdHocView[]; readonly onOpen: (id: string) => void }) {
  const { say, language } = useLanguage()
  const columns: Column<AdHocView>[] = [
    {
      ...{ name: 'serial', title: AD_HOC.serial },
      cell: ({ id, serial }) => (
        <Button type="link" size="small" className="number" onClick={() => onOpen(id)}>
          {serial}
        </Button>
      ),
    },
    {
      ...{ name: 'what', title: AD_HOC.what },
      cell: (one) => (
        <>
          {say(one.measureName)} · {monthText(one.month, language)} · <Breakdown of={one} />
          <br />
          <small>
            {one.receiver} · {one.purpose}
          </small>
        </>
      ),
    },
    { name: 'state', title: AD_HOC.state, cell: ({ state }) => say(AD_HOC_STATES[state]) },
    {
      ...{ name: 'by', title: AD_HOC.requestedBy },
      cell: ({ requestedBy, requestedAt }) => (
        <>
          {requestedBy}
          <br />
          <small>{instantText(requestedAt, language)}</small>
        </>
      ),
    },
  ]
  return <DataTable caption={say(AD_HOC.title)} columns={columns} rows={items} keyOf={({ id }) => id} />
}

function Breakdown({ of }: { readonly of: AdHocView }) {
  const { say } = useLanguage()
  const comma = say({ zh: '、', en: ', ' })
  const by = of.dimensions.map((dimension) => say(DIMENSION_WORDS[dimension])).join(comma)
  const only = Object.entries(of.filter).flatMap(([dimension, wanted]) =>
    (wanted ?? []).map((value) => say(labelOf(value, dimension as keyof typeof DIMENSION_WORDS, of))),
  )
  const insurances = (of.insurances ?? []).map((code) => say(insuranceName(code)))
  const told = [...insurances, ...only].join(comma)
  return (
    <>
      {by === '' ? say(AD_HOC.notBroken) : say(AD_HOC.by, { of: by })}
      {told !== '' && ` · ${say(AD_HOC.filter, { of: told })}`}
    </>
  )
}

function Opened({ id }: { readonly id: string }) {
  const { say, language } = useLanguage()
  const queries = useQueryClient()
  const [act, setAct] = useState<Act>()
  const answer = useAsk<AdHocView>(`${AD_HOC_PATH}/${id}`)
  const renew = useCallback(() => void queries.invalidateQueries({ queryKey: [`${AD_HOC_PATH}/${id}`] }), [queries, id])
  return (
    <Answer of={answer} rows={6}>
      {(one) => (
        <Section title={`${one.serial} · ${say(one.measureName)} · ${say(AD_HOC_STATES[one.state])}`}>
          <div className="statistic-one">
            <p>
              {monthText(one.month, language)} · {one.agencyName} · <Breakdown of={one} />
              <br />
              {say(AD_HOC.receiver)}: {one.receiver} · {say(EXTRACT_PURPOSES[one.purposeKind])}: {one.purpose}
              {one.state === 'approved' && one.validThrough && (
                <>
                  <br />
                  {say(AD_HOC.valid, { day: dayText(one.validThrough, language) })}
                </>
              )}
            </p>
            <div className="statistic-acts no-print">
              {one.can.map((each) => (
                <Button key={each} type={each === 'withdraw' ? 'default' : 'primary'} onClick={() => setAct(each)}>
                  {say(AD_HOC[each])}
                </Button>
              ))}
            </div>
            {one.job && one.state !== 'made' && one.state !== 'released' && (
              <JobProgress key={one.job.id} id={one.job.id} {...(isLive(one.job.state) ? { onOver: renew } : {})} />
            )}
            {one.result && <AdHocResult of={one} result={one.result} />}
            <ul>
              {one.steps.map((step) => (
                <li key={`${step.at}${step.state}`}>
                  {instantText(step.at, language)} {step.by}: {say(AD_HOC_STATES[step.state as Act & 'made'])}
                  {step.note && ` · ${step.note}`}
                </li>
              ))}
            </ul>
          </div>
          {act && <Take one={one} act={act} onClose={() => setAct(undefined)} />}
        </Section>
      )}
    </Answer>
  )
}

/** 审批、生成、撤回、提请公布。 */
function Take({ one, act, onClose }: { readonly one: AdHocView; readonly act: Act; readonly onClose: () => void }) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const hasNote = act === 'decide' || act === 'withdraw'
  const taking = useMutation<AdHocView, Problem, 'approve' | 'refuse'>({
    mutationFn: (verdict) => {
      const said = { note: note.trim() }
      const body = act === 'decide' ? { verdict, ...said } : said
      return ask(`${AD_HOC_PATH}/${one.id}/${act}`, { method: 'POST', ...(hasNote ? { body } : {}) })
    },
    onSuccess: () => {
      void message.success(say(STATISTIC.done))
      void queries.invalidateQueries()
      onClose()
    },
  })
  const isShort = hasNote && note.trim().length < 2
  return (
    <Dialog
      title={`${say(AD_HOC[act])} · ${one.serial}`}
      onClose={onClose}
      action={{
        ...{ text: say(act === 'decide' ? AD_HOC.approve : AD_HOC[act]), busy: taking.isPending, disabled: isShort },
        onClick: () => taking.mutate('approve'),
      }}
    >
      <FormProblem error={taking.error} />
      {act === 'release' && <p>{say(AD_HOC.releaseSays)}</p>}
      {act === 'run' && (
        <p>
          {say(one.measureName)} · <Breakdown of={one} />
        </p>
      )}
      {hasNote && (
        <label>
          {say(AD_HOC.note)}
          <Input.TextArea rows={2} maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
        </label>
      )}
      {act === 'decide' && (
        <Button danger disabled={isShort} loading={taking.isPending} onClick={() => taking.mutate('refuse')}>
          {say(AD_HOC.refuse)}
        </Button>
      )}
    </Dialog>
  )
}
