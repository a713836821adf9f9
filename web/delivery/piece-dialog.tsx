import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import {
  DELIVERY_PATH,
  type DeliveryRunView,
  type HandStep,
  PIECE_REASONS,
  PIECE_STATES,
  PIECE_STEPS,
  type PieceDetail,
  type PieceReason,
  type PieceStep,
  type PieceView,
  RETURN_REASONS,
  type ReturnReason,
  type TakeStep,
} from '../../src/certificates/delivery-contract.js'
import { useSend } from '../archive/use-send.js'
import { dayText, instantText } from '../shell/amounts.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { PrintButton } from './print-button.js'
import { DELIVERY } from './words.js'

interface Props {
  readonly run: DeliveryRunView
  readonly piece: PieceView
  readonly onClose: () => void
}

/** 一件：its steps, where it was posted to, and the step that may be taken now. */
export function PieceDialog({ run, piece, onClose }: Props) {
  const { say } = useLanguage()
  const path = `${DELIVERY_PATH}/${run.id}/pieces/${piece.person}`
  const answer = useAsk<PieceDetail>(path)
  const [step, setStep] = useState<HandStep | undefined>(piece.can[0])
  const [reason, setReason] = useState<ReturnReason>('noSuchAddress')
  const [note, setNote] = useState('')
  const taking = useSend<PieceDetail>(onClose)
  const take = () => {
    if (step === undefined) return
    const body: TakeStep = {
      step,
      ...(step === 'returned' ? { reason } : {}),
      ...(note.trim().length >= 2 ? { note: note.trim() } : {}),
    }
    taking.mutate({ path: `${path}/steps`, body })
  }
  const isShort = step === 'handed' && note.trim().length < 4
  return (
    <Dialog
      wide
      title={say(DELIVERY.pieceTitle, { n: piece.number, name: piece.name })}
      onClose={onClose}
      {...(piece.can.length === 0
        ? {}
        : { action: { text: say(DELIVERY.doIt), busy: taking.isPending, disabled: isShort, onClick: take } })}
    >
      <Answer of={answer} rows={4}>
        {(detail) => <Told detail={detail} path={path} />}
      </Answer>
      {piece.can.length === 0 ? (
        <p>{say(DELIVERY.nothingToDo)}</p>
      ) : (
        <StepForm {...{ piece, step, setStep, reason, setReason, note, setNote }} />
      )}
      <FormProblem error={taking.error} />
    </Dialog>
  )
}

interface FormProps {
  readonly piece: PieceView
  readonly step: HandStep | undefined
  readonly setStep: (step: HandStep) => void
  readonly reason: ReturnReason
  readonly setReason: (reason: ReturnReason) => void
  readonly note: string
  readonly setNote: (note: string) => void
}

function StepForm({ piece, step, setStep, reason, setReason, note, setNote }: FormProps) {
  const { say } = useLanguage()
  const [stepId, reasonId, noteId] = [useId(), useId(), useId()]
  return (
    <div className="delivery-step">
      <label htmlFor={stepId}>
        {say(DELIVERY.step)}
        <Select
          id={stepId}
          {...(step === undefined ? {} : { value: step })}
          onChange={setStep}
          options={piece.can.map((one) => ({ value: one, label: say(PIECE_STEPS[one]) }))}
        />
      </label>
      {step === 'returned' && (
        <label htmlFor={reasonId}>
          {say(DELIVERY.returnReason)}
          <Select
            id={reasonId}
            value={reason}
            onChange={setReason}
            options={RETURN_REASONS.map((one) => ({ value: one, label: say(PIECE_REASONS[one]) }))}
          />
        </label>
      )}
      <label htmlFor={noteId}>
        {say(DELIVERY.note)}
        <Input id={noteId} maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
    </div>
  )
}

function Told({ detail, path }: { readonly detail: PieceDetail; readonly path: string }) {
  const { say, language } = useLanguage()
  const { steps, postings } = detail
  return (
    <>
      <h3>{say(DELIVERY.steps)}</h3>
      <ol className="delivery-steps">
        {steps.map((one) => (
          <li key={`${one.at} ${one.kind} ${one.state}`}>
            <span className="number">{instantText(one.at, language)}</span>{' '}
            {one.by === '' ? say(DELIVERY.system) : one.by}：{say(PIECE_STEPS[one.kind as PieceStep])} →{' '}
            {say(PIECE_STATES[one.state])}
            {one.reason !== '' && `（${say(PIECE_REASONS[one.reason as PieceReason])}）`}
            {one.note !== undefined && ` ${one.note}`}
          </li>
        ))}
      </ol>
      {postings.length > 0 && (
        <>
          <h3>{say(DELIVERY.postings)}</h3>
          <ol className="delivery-steps">
            {postings.map(({ serial, name, address, postalCode, pages, postedOn }) => (
              <li key={serial}>
                {say(DELIVERY.postedTo, {
                  ...{ day: dayText(postedOn, language), name, address, code: postalCode, pages, serial },
                })}
              </li>
            ))}
          </ol>
        </>
      )}
      <p className="delivery-buttons">
        <PrintButton path={`${path}/envelope`} text={say(DELIVERY.printEnvelope)} />
        {postings.length > 0 && <PrintButton path={`${path}/statement`} text={say(DELIVERY.printStatement)} />}
      </p>
    </>
  )
}
