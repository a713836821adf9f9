import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { insuranceName } from '../../src/kernel/terms.js'
import {
  type OpenTransfer,
  TRANSFER_STATES,
  TRANSFERABLE,
  type TransferDetail,
  type TransferList,
  type TransferPartners,
  type TransferSummary,
} from '../../src/transfer/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { useUpload } from '../shell/upload.js'
import { DropFile, MESSAGES } from '../submission/drop-file.js'
import { DueDay } from './due-day.js'
import { TRANSFERS } from './paths.js'
import './transfer.css'
import { TRANSFER } from './words.js'

/** 关系转移的列表：both ends side by side, the overdue marked; applying, and what the other side sent. */
export function TransfersPage() {
  const { say } = useLanguage()
  const go = useNavigate()
  const queries = useQueryClient()
  const list = useAsk<TransferList>(TRANSFERS)
  const opened = ({ id }: { readonly id: string }) => {
    void queries.invalidateQueries({ queryKey: [TRANSFERS] })
    go(`/transfers/${id}`)
  }
  const upload = useUpload<TransferDetail>(opened)
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path: `${TRANSFERS}/files`, form })
  }
  return (
    <Page title={say(TRANSFER.title)} lead={say(TRANSFER.lead)}>
      <div className="page-body stacked">
        <Apply onOpened={opened} />
        <FormProblem error={upload.error} />
        <DropFile label={say(TRANSFER.upload)} progress={upload.progress} onFile={send} kinds={MESSAGES} />
        <Answer of={list} rows={6}>
          {({ items }) => (items.length === 0 ? <Empty title={say(TRANSFER.none)} /> : <Transfers items={items} />)}
        </Answer>
      </div>
    </Page>
  )
}

function Transfers({ items }: { readonly items: readonly TransferSummary[] }) {
  const { say } = useLanguage()
  const columns: Column<TransferSummary>[] = [
    { name: 'direction', title: TRANSFER.direction, cell: ({ direction }) => say(TRANSFER[direction]) },
    {
      name: 'person',
      title: TRANSFER.person,
      cell: ({ id, fullName, identityNumber }) => (
        <Link to={`/transfers/${id}`}>
          {fullName} <span className="number">{identityNumber}</span>
        </Link>
      ),
    },
    { name: 'insurance', title: TRANSFER.insurance, cell: ({ insurance }) => say(insuranceName(insurance)) },
    { name: 'partner', title: TRANSFER.partner, cell: ({ partnerName }) => partnerName },
    { name: 'ours', title: TRANSFER.ours, cell: ({ ours }) => say(TRANSFER_STATES[ours]) },
    { name: 'theirs', title: TRANSFER.theirs, cell: ({ theirs }) => (theirs ? say(TRANSFER_STATES[theirs]) : '—') },
    { name: 'due', title: TRANSFER.due, cell: (one) => <DueDay {...one} /> },
  ]
  return (
    <DataTable
      caption={say(TRANSFER.title)}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
      toneOf={({ overdue }) => (overdue ? 'bad' : undefined)}
    />
  )
}

function Apply({ onOpened }: { readonly onOpened: (one: TransferDetail) => void }) {
  const { say } = useLanguage()
  const partners = useAsk<TransferPartners>(`${TRANSFERS}/partners`)
  const [typed, setTyped] = useState<Partial<OpenTransfer>>({ insurance: '110' })
  const applying = useMutation<TransferDetail, Problem, OpenTransfer>({
    mutationFn: (body) => ask(TRANSFERS, { method: 'POST', body }),
    onSuccess: onOpened,
  })
  const set = (part: Partial<OpenTransfer>) => setTyped({ ...typed, ...part })
  const { identityNumber, fullName, insurance, partner } = typed
  const whole = identityNumber?.trim() && fullName?.trim() && insurance && partner
  return (
    <Section title={say(TRANSFER.apply)}>
      <FormProblem error={applying.error} />
      {partners.data?.items.length === 0 && <p role="status">{say(TRANSFER.noPartner)}</p>}
      <form
        className="card transfer-apply"
        onSubmit={(event) => {
          event.preventDefault()
          if (whole) applying.mutate(typed as OpenTransfer)
        }}
      >
        <Input
          style={{ width: 220 }}
          aria-label={say(TRANSFER.number)}
          placeholder={say(TRANSFER.number)}
          maxLength={40}
          value={identityNumber ?? ''}
          onChange={({ target }) => set({ identityNumber: target.value })}
        />
        <Input
          style={{ width: 140 }}
          aria-label={say(TRANSFER.name)}
          placeholder={say(TRANSFER.name)}
          maxLength={100}
          value={fullName ?? ''}
          onChange={({ target }) => set({ fullName: target.value })}
        />
        <Select
          style={{ width: 220 }}
          aria-label={say(TRANSFER.insurance)}
          value={insurance ?? '110'}
          options={TRANSFERABLE.map((code) => ({ value: code, label: say(insuranceName(code)) }))}
          onChange={(code: OpenTransfer['insurance']) => set({ insurance: code })}
        />
        <Select
          style={{ width: 240 }}
          aria-label={say(TRANSFER.partner)}
          placeholder={say(TRANSFER.partner)}
          value={partner ?? null}
          options={(partners.data?.items ?? []).map((one) => ({ value: one.partner, label: one.name }))}
          onChange={(code: string) => set({ partner: code })}
        />
        <Button type="primary" htmlType="submit" disabled={!whole} loading={applying.isPending}>
          {say(TRANSFER.apply)}
        </Button>
      </form>
    </Section>
  )
}
