import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { SUBMISSION_KINDS, type SubmissionKind } from '../../src/collection/contract.js'
import type { OutageBlockDetail, OutageBlockList } from '../../src/collection/intake-contract.js'
import { countText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import './intake.css'
import { INTAKE } from './words.js'

const BLOCKS = '/api/desk/outage-blocks'
/** 窗口会遇到的业务，each with its own blank fields. */
const PRINTED: readonly SubmissionKind[] = [
  ...(['personRegistration', 'personChange', 'enrolmentChange', 'employerRegistration', 'employerChange'] as const),
  ...(['monthlyFiling', 'singleContribution', 'residentPayment', 'transfer', 'lifeEvent'] as const),
  ...(['benefitDetermination', 'benefitChange', 'entitlementCheck', 'guardianship', 'personCategory'] as const),
]

/** 应急受理凭单：print a book ahead, see where every slip went, make a spoiled one void. */
export function OutagePage() {
  const { say } = useLanguage()
  const blocks = useAsk<OutageBlockList>(BLOCKS)
  return (
    <Page title={say(INTAKE.outage)} lead={say(INTAKE.outageLead)}>
      <div className="outage-forms no-print">
        <PrintBook />
        <VoidSlip />
      </div>
      <Section title={say(INTAKE.outage)}>
        <Answer of={blocks}>
          {({ items }) => (
            <DataTable
              caption={say(INTAKE.outage)}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                { name: 'kind', title: INTAKE.kind, cell: ({ kind }) => say(SUBMISSION_KINDS[kind]) },
                { name: 'first', title: INTAKE.first, cell: ({ first }) => <code>{first}</code> },
                { name: 'last', title: INTAKE.last, cell: ({ last }) => <code>{last}</code> },
                { name: 'used', title: INTAKE.used, amount: true, cell: ({ used }) => countText(used) },
                { name: 'void', title: INTAKE.void, amount: true, cell: (one) => countText(one.void) },
                { name: 'unused', title: INTAKE.unused, amount: true, cell: ({ unused }) => countText(unused) },
                { name: 'gaps', title: INTAKE.gaps, cell: ({ gaps }) => gaps.join('、') || '—' },
                {
                  name: 'open',
                  title: INTAKE.open,
                  cell: ({ id }) => <Link to={`/outage/${id}`}>{say(INTAKE.open)}</Link>,
                },
              ]}
            />
          )}
        </Answer>
      </Section>
    </Page>
  )
}

function PrintBook() {
  const { say } = useLanguage()
  const [kind, setKind] = useState<SubmissionKind>('personRegistration')
  const [count, setCount] = useState(20)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const printing = useMutation<OutageBlockDetail, Problem, object>({
    mutationFn: (body) => ask(BLOCKS, { method: 'POST', body }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries()
      navigate(`/outage/${id}`)
    },
  })
  return (
    <section className="card" aria-label={say(INTAKE.printBook)}>
      <h2>{say(INTAKE.printBook)}</h2>
      <Select
        aria-label={say(INTAKE.kind)}
        value={kind}
        options={PRINTED.map((value) => ({ value, label: say(SUBMISSION_KINDS[value]) }))}
        onChange={setKind}
      />
      <InputNumber
        aria-label={say(INTAKE.count)}
        min={1}
        max={200}
        value={count}
        onChange={(value) => setCount(value ?? 1)}
      />
      <FormProblem error={printing.error} />
      <Button type="primary" loading={printing.isPending} onClick={() => printing.mutate({ kind, count })}>
        {say(INTAKE.printBook)}
      </Button>
    </section>
  )
}

function VoidSlip() {
  const { say } = useLanguage()
  const [slip, setSlip] = useState('')
  const [reason, setReason] = useState('')
  const queries = useQueryClient()
  const voiding = useMutation<OutageBlockDetail, Problem, object>({
    mutationFn: (body) =>
      ask(pathOf('/api/desk/outage-slips/:slip/void', { slip: slip.trim() }), { method: 'POST', body }),
    onSuccess: () => {
      setSlip('')
      setReason('')
      void queries.invalidateQueries()
    },
  })
  const isRight = slip.trim().length >= 18 && reason.trim().length >= 4
  return (
    <section className="card" aria-label={say(INTAKE.makeVoid)}>
      <h2>{say(INTAKE.makeVoid)}</h2>
      <Input
        aria-label={say(INTAKE.slip)}
        placeholder={say(INTAKE.serial)}
        maxLength={40}
        value={slip}
        onChange={({ target }) => setSlip(target.value)}
      />
      <Input
        aria-label={say(INTAKE.reason)}
        placeholder={say(INTAKE.reason)}
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <FormProblem error={voiding.error} />
      <Button disabled={!isRight} loading={voiding.isPending} onClick={() => voiding.mutate({ reason: reason.trim() })}>
        {say(INTAKE.makeVoid)}
      </Button>
    </section>
  )
}
