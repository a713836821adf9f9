import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { insuranceName } from '../../src/kernel/terms.js'
import type { Explanation } from '../../src/query/contract.js'
import type { InsuranceContributions } from '../../src/query/contribution-contract.js'
import type { RecordSource } from '../record/source.js'
import { monthText } from '../shell/amounts.js'
import { Dialog } from '../shell/dialog.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { correctableIn, type FactAt, factsIn, rowsOf, type Side } from './correctable.js'
import { CorrectionForm } from './correction-form.js'
import { PERSON } from './person-words.js'
import { ReverseForm } from './reverse-form.js'

interface Props {
  readonly personId: string
  readonly source: RecordSource
  readonly contributions: readonly InsuranceContributions[]
  readonly onClose: () => void
}

/** 更正（红冲并重记）：choose the row of the ledger, then what stands in its place. */
export function CorrectionDialog({ personId, source, contributions, onClose }: Props) {
  const { say, language } = useLanguage()
  const correctable = correctableIn(contributions)
  const [insurance, setInsurance] = useState(correctable[0]?.insurance ?? '')
  const [side, setSide] = useState<Side>('due')
  const [path, setPath] = useState<string>()
  const [chosen, setChosen] = useState<FactAt>()
  const rows = correctable.filter((one) => one.insurance === insurance).flatMap(rowsOf)
  const row = rows.find((one) => one.path === path) ?? rows[0]
  const reasons = useAsk<Explanation>(
    source.figure,
    { ...source.query, language, path: `${row?.path}/${side}Person` },
    row !== undefined,
  )
  const chooseAnew = (act: () => void) => {
    setChosen(undefined)
    act()
  }
  return (
    <Dialog title={say(PERSON.correctTitle)} onClose={onClose} wide>
      <p className="desk-note">{say(PERSON.correctLead)}</p>
      <div className="correction-choice">
        <Select
          aria-label={say(PERSON.insurance)}
          value={insurance}
          options={correctable.map((one) => ({ value: one.insurance, label: say(insuranceName(one.insurance)) }))}
          onChange={(value) => chooseAnew(() => setInsurance(value))}
        />
        <Select
          aria-label={say(PERSON.month)}
          showSearch
          optionFilterProp="label"
          value={row?.path ?? null}
          options={rows.map((one) => ({
            value: one.path,
            label: [monthText(one.month, language), one.employerName].filter(Boolean).join(' '),
          }))}
          onChange={(value) => chooseAnew(() => setPath(value ?? undefined))}
        />
        <Segmented<Side>
          value={side}
          options={[
            { value: 'due', label: say(PERSON.due) },
            { value: 'paid', label: say(PERSON.paid) },
          ]}
          onChange={(value) => chooseAnew(() => setSide(value))}
        />
      </div>
      {row && (
        <Answer of={reasons}>
          {(explanation) => {
            const facts = factsIn(explanation)
            const fact = chosen ?? facts[0]
            if (fact === undefined) return <p className="desk-note">{say(PERSON.noFacts)}</p>
            return (
              <>
                <FactChoice facts={facts} fact={fact} onChoose={setChosen} />
                <CorrectionForm
                  key={`${fact.posting}/${fact.ordinal}`}
                  {...{ personId, side, fact, row }}
                  onFiled={onClose}
                />
              </>
            )
          }}
        </Answer>
      )}
      <ReverseForm personId={personId} onFiled={onClose} />
    </Dialog>
  )
}

interface FactChoiceProps {
  readonly facts: readonly FactAt[]
  readonly fact: FactAt
  readonly onChoose: (fact: FactAt) => void
}

/** Several rows may stand behind one figure: back payments, earlier corrections. */
function FactChoice({ facts, fact, onChoose }: FactChoiceProps) {
  const { say } = useLanguage()
  const label = ({ posting, ordinal }: FactAt) => say(PERSON.factAt, { posting, ordinal })
  if (facts.length === 1) {
    return (
      <p className="desk-note">
        {say(PERSON.fact)} <span className="number">{label(fact)}</span>
      </p>
    )
  }
  return (
    <Select
      aria-label={say(PERSON.fact)}
      value={facts.indexOf(fact)}
      options={facts.map((one, value) => ({ value, label: label(one) }))}
      onChange={(value) => onChoose(facts[value]!)}
    />
  )
}
