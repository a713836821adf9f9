import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type Candidates, CLAIM_PATHS, type ClaimRequest } from '../../src/collection/claim-contract.js'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import { INSURANCES, isInsurance } from '../../src/kernel/terms.js'
import { amountText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { shortInsurance } from '../submission/words.js'
import { BASES, CLAIM } from './words.js'

type Insurance = (typeof INSURANCES)[number]

interface Props {
  readonly posting: string
  readonly ordinal: number
  /** 退回的那一件，and what was sent with it. */
  readonly resubmits?: string | undefined
  readonly before?: ClaimRequest | undefined
  readonly onClose: () => void
}

/** 认领一笔待认领的款项，或退还缴款人。 */
export function ClaimDialog({ posting, ordinal, resubmits, before, onClose }: Props) {
  const { say } = useLanguage()
  const found = useAsk<Candidates>(CLAIM_PATHS.candidates, { posting, ordinal })
  const [way, setWay] = useState<'owner' | 'refund'>(before?.refund === undefined ? 'owner' : 'refund')
  const [given, setGiven] = useState({
    ...{ identityNumber: '', fullName: '', creditCode: '', payer: '', document: '', explanation: '' },
    ...{ ...before?.owner, ...before?.refund, explanation: before?.explanation ?? '' },
  })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [insurance, setInsurance] = useState<Insurance | undefined>(before?.owner?.insurance)
  const { identityNumber, fullName, creditCode, payer, document, explanation } = given
  const told = found.data?.item.insurance
  /** The file's insurance is none that is known here: the clerk says which. */
  const isUnknown = told !== undefined && !isInsurance(told)
  const claiming = useMutation<SubmissionDetail, Problem>({
    mutationFn: () =>
      ask(CLAIM_PATHS.claim, {
        method: 'POST',
        query: { resubmits },
        body: {
          ...{ posting, ordinal, explanation: explanation.trim() },
          ...(way === 'owner'
            ? {
                owner: {
                  identityNumber: identityNumber.trim(),
                  fullName: fullName.trim(),
                  creditCode: creditCode.trim(),
                  ...(isUnknown ? { insurance } : {}),
                },
              }
            : { refund: { payer: payer.trim(), document: document.trim() } }),
        },
      }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries()
      void message.success(say(CLAIM.sent))
      if (resubmits === undefined) onClose()
      else navigate(`/submissions/${id}`)
    },
  })
  const isFull =
    explanation.trim().length >= 4 &&
    (way === 'owner'
      ? identityNumber.trim() !== '' && fullName.trim() !== '' && (!isUnknown || insurance !== undefined)
      : payer.trim().length >= 2 && document.trim().length >= 2)
  const field = (name: keyof typeof given, label: Both) => (
    <div className="entry-field">
      <span>{say(label)}</span>
      <Input
        aria-label={say(label)}
        value={given[name]}
        onChange={({ target }) => setGiven({ ...given, [name]: target.value })}
      />
    </div>
  )
  return (
    <Dialog
      wide
      title={say(CLAIM.title)}
      onClose={onClose}
      action={{ text: say(CLAIM.send), onClick: () => claiming.mutate(), busy: claiming.isPending, disabled: !isFull }}
    >
      <Answer of={found} rows={3}>
        {({ item, candidates }) => (
          <>
            <About item={item} />
            <h3>{say(CLAIM.candidates)}</h3>
            <CandidateList
              candidates={candidates}
              onChoose={(one) => {
                const { identityNumber, fullName, creditCode } = one
                setWay('owner')
                setGiven({ ...given, identityNumber, fullName, creditCode })
              }}
            />
          </>
        )}
      </Answer>
      <Segmented
        aria-label={say(CLAIM.title)}
        value={way}
        options={[
          { value: 'owner', label: say(CLAIM.owner) },
          { value: 'refund', label: say(CLAIM.refund) },
        ]}
        onChange={setWay}
      />
      {way === 'owner' ? (
        <>
          {field('identityNumber', BASES.number)}
          {field('fullName', BASES.name)}
          {field('creditCode', CLAIM.creditCode)}
          {isUnknown && (
            <div className="entry-field">
              <span>{say(CLAIM.insurance, { given: told })}</span>
              <Select
                aria-label={say(CLAIM.insurance, { given: told })}
                value={insurance ?? null}
                options={INSURANCES.map((value) => ({ value, label: `${value} ${say(shortInsurance(value))}` }))}
                onChange={(value: Insurance | null) => setInsurance(value ?? undefined)}
              />
            </div>
          )}
        </>
      ) : (
        <>
          {field('payer', CLAIM.payer)}
          {field('document', CLAIM.document)}
        </>
      )}
      {field('explanation', CLAIM.ground)}
      <FormProblem error={claiming.error} />
    </Dialog>
  )
}

interface ListProps {
  readonly candidates: Candidates['candidates']
  readonly onChoose: (one: Candidates['candidates'][number]) => void
}

function CandidateList({ candidates, onChoose }: ListProps) {
  const { say } = useLanguage()
  if (candidates.length === 0) return <p>{say(CLAIM.none)}</p>
  return (
    <ul>
      {candidates.map((one) => (
        <li key={`${one.identityNumber}/${one.creditCode}`}>
          <Button onClick={() => onChoose(one)}>
            {one.fullName} <span className="number">{one.identityNumber}</span> {one.employerName}
          </Button>{' '}
          {one.reasons.map((reason) => say(reason)).join(' · ')}{' '}
          {one.due &&
            say(CLAIM.due, {
              employer: amountText(one.due.employerAmount),
              person: amountText(one.due.personAmount),
            })}
        </li>
      ))}
    </ul>
  )
}

function About({ item }: { readonly item: Candidates['item'] }) {
  const { say } = useLanguage()
  return (
    <p>
      {item.fullName} <span className="number">{item.identityNumber}</span> · {item.creditCode} ·{' '}
      {amountText(item.employerAmount)} + {amountText(item.personAmount)} · {say(item.reason)}
    </p>
  )
}
