import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { insuranceName } from '../../src/kernel/terms.js'
import { type StopTransfer, TRANSFER_STATES, type TransferDetail } from '../../src/transfer/contract.js'
import { instantText } from '../shell/amounts.js'
import { askFile, type Problem } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { saveFile } from '../shell/save-file.js'
import { Answer } from '../shell/states.js'
import { DueDay } from './due-day.js'
import { InformationForm } from './information-form.js'
import { MoneyForm } from './money-form.js'
import { OverlapForm } from './overlap-form.js'
import './transfer.css'
import { TRANSFERS } from './paths.js'
import { useStep } from './use-step.js'
import { TRANSFER } from './words.js'

/** 一件转移：the timeline of both ends, the form, the overlap, the money; a button only where it can be pressed. */
export function TransferPage() {
  const { say } = useLanguage()
  const { id = '' } = useParams()
  const one = useAsk<TransferDetail>(`${TRANSFERS}/${id}`)
  return (
    <Page title={say(TRANSFER.title)} actions={<Link to="/transfers">{say(TRANSFER.title)}</Link>}>
      <Answer of={one} rows={8}>
        {(found) => <Opened key={id} one={found} />}
      </Answer>
    </Page>
  )
}

function Opened({ one }: { readonly one: TransferDetail }) {
  const { say } = useLanguage()
  const step = useStep(one.id)
  const can = (ability: string) => one.abilities.includes(ability)
  return (
    <div className="page-body">
      <section className="card">
        <dl className="transfer-sums">
          <div>
            <dt>{say(TRANSFER.direction)}</dt>
            <dd>{say(TRANSFER[one.direction])}</dd>
          </div>
          <div>
            <dt>{say(TRANSFER.person)}</dt>
            <dd>
              {one.fullName} <span className="number">{one.identityNumber}</span>
            </dd>
          </div>
          <div>
            <dt>{say(TRANSFER.insurance)}</dt>
            <dd>{say(insuranceName(one.insurance))}</dd>
          </div>
          <div>
            <dt>{say(TRANSFER.partner)}</dt>
            <dd>{one.partnerName}</dd>
          </div>
          <div>
            <dt>{say(TRANSFER.letterNumber)}</dt>
            <dd className="number">{one.letterNumber}</dd>
          </div>
          <div>
            <dt>{say(TRANSFER.due)}</dt>
            <dd>
              <DueDay {...one} />
            </dd>
          </div>
        </dl>
      </section>
      {one.problems.length > 0 && (
        <Section title={say(TRANSFER.problems)}>
          <div role="alert">
            <ul>
              {one.problems.map((problem) => (
                <li key={problem.en}>{say(problem)}</li>
              ))}
            </ul>
          </div>
        </Section>
      )}
      <FormProblem error={step.error} />
      <div className="transfer-actions no-print">
        {(['check', 'prepare', 'merge'] as const).map(
          (name) =>
            can(name) && (
              <Button
                key={name}
                type={name === 'check' ? 'default' : 'primary'}
                loading={step.isPending && step.variables.step === name}
                onClick={() => step.mutate({ step: name })}
              >
                {say(TRANSFER[name])}
              </Button>
            ),
        )}
        <Files one={one} />
        {can('stop') && <Stop one={one} />}
      </div>
      <Timeline one={one} />
      {can('overlap') && <OverlapForm one={one} />}
      {can('money') && <MoneyForm one={one} />}
      {one.information && <InformationForm one={one} information={one.information} />}
    </div>
  )
}

const FILES = ['letter', 'information', 'receipt', 'supplement'] as const

function Files({ one }: { readonly one: TransferDetail }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const fetching = useMutation<{ blob: Blob; name: string }, Problem, (typeof FILES)[number]>({
    mutationFn: (name) => askFile(`${TRANSFERS}/${one.id}/${name}`, { method: 'POST' }),
    onSuccess: ({ blob }, name) => {
      saveFile(blob, `${one.letterNumber}-${name}.jsonl`)
      void queries.invalidateQueries({ queryKey: [`${TRANSFERS}/${one.id}`] })
    },
  })
  return (
    <>
      <FormProblem error={fetching.error} />
      {FILES.filter((name) => one.abilities.includes(name)).map((name) => (
        <Button
          key={name}
          loading={fetching.isPending && fetching.variables === name}
          onClick={() => fetching.mutate(name)}
        >
          {say(TRANSFER[`${name}File`])}
        </Button>
      ))}
    </>
  )
}

function Timeline({ one }: { readonly one: TransferDetail }) {
  const { say, language } = useLanguage()
  return (
    <Section title={say(TRANSFER.timeline)}>
      <ol className="card transfer-timeline">
        <li aria-hidden>
          <strong className="what">{say(TRANSFER.ours)}</strong>
          <strong className="there">{one.partnerName}</strong>
        </li>
        {one.steps.map(({ side, state, at, by, note, submissionId }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
          <li key={i} className={side}>
            <span className="at">{instantText(at, language)}</span>
            <span className="what">
              {say(TRANSFER_STATES[state])}
              {by && <small>{by}</small>}
              {note && <small>{note}</small>}
              {submissionId && <Link to={`/submissions/${submissionId}`}>{say(TRANSFER.review)}</Link>}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Stop({ one }: { readonly one: TransferDetail }) {
  const { say } = useLanguage()
  const step = useStep(one.id)
  const [open, setOpen] = useState(false)
  const [told, setTold] = useState<StopTransfer>({ state: 'refused', reason: '' })
  const send = () => step.mutate({ step: 'stop', body: told }, { onSuccess: () => setOpen(false) })
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {say(TRANSFER.stop)}
      </Button>
      {open && (
        <Dialog
          title={say(TRANSFER.stop)}
          onClose={() => setOpen(false)}
          action={{
            ...{ text: say(TRANSFER.stop), danger: true, busy: step.isPending, onClick: send },
            disabled: told.reason.trim().length < 4,
          }}
        >
          <div className="return-form">
            <FormProblem error={step.error} />
            <Radio.Group
              aria-label={say(TRANSFER.stop)}
              value={told.state}
              onChange={({ target }) => setTold({ ...told, state: target.value as StopTransfer['state'] })}
              options={[
                { value: 'refused', label: say(TRANSFER.refuse) },
                { value: 'returned', label: say(TRANSFER.giveBack) },
              ]}
            />
            <Input.TextArea
              aria-label={say(TRANSFER.reason)}
              placeholder={say(TRANSFER.reason)}
              maxLength={500}
              showCount
              value={told.reason}
              onChange={({ target }) => setTold({ ...told, reason: target.value })}
            />
          </div>
        </Dialog>
      )}
    </>
  )
}
