import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { ContributionRow } from '../../src/query/contribution-contract.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { type FactAt, replacementOf, type Side, type Typed } from './correctable.js'
import { useUntouched } from './entry-form.js'
import { useFiling, useGrounds } from './file-correction.js'
import { FIELD_NAMES, OldAndNew } from './old-and-new.js'
import { PERSON } from './person-words.js'

interface Props {
  readonly personId: string
  readonly side: Side
  readonly fact: FactAt
  readonly row: ContributionRow
  readonly onFiled: () => void
}

/** 更正的内容：now and corrected side by side, why, and the explanation. */
export function CorrectionForm({ personId, side, fact, row, onFiled }: Props) {
  const { say } = useLanguage()
  const [typed, setTyped] = useState<Typed>({})
  const [only, setOnly] = useState(false)
  const { grounds, fields, restore } = useGrounds()
  const draft = `correction ${personId} ${fact.posting}/${fact.ordinal} ${side}`
  const kept = { typed, only, grounds }
  const { forget } = useDraft(
    draft,
    kept,
    (found) => {
      setTyped(found.typed)
      setOnly(found.only)
      restore(found.grounds)
    },
    useUntouched(kept),
  )
  const filing = useFiling(draft, forget, onFiled)
  const replacement = only ? undefined : replacementOf(typed)
  const wrong = typeof replacement === 'string' ? say(PERSON.badAmount, { name: say(FIELD_NAMES[replacement]) }) : ''
  const isEmpty = typeof replacement === 'object' && Object.keys(replacement).length === 0
  const file = () => {
    if (typeof replacement === 'string') return
    const { posting, ordinal } = fact
    const request = { personId, factKind: side, posting, ordinal, ...grounds }
    filing.mutate({ body: replacement === undefined ? request : { ...request, replacement } })
  }
  return (
    <div className="correction-form">
      <OldAndNew {...{ side, row, typed }} disabled={only} onChange={setTyped} />
      <Checkbox checked={only} onChange={({ target }) => setOnly(target.checked)}>
        {say(PERSON.only)}
      </Checkbox>
      {fields}
      <FormProblem error={filing.error} />
      <div className="correction-go">
        <span className="search-problem" role="status">
          {wrong || (isEmpty ? say(PERSON.nothing) : '')}
        </span>
        <Button
          type="primary"
          loading={filing.isPending}
          disabled={wrong !== '' || isEmpty || grounds.explanation.length < 4}
          onClick={file}
        >
          {say(PERSON.file)}
        </Button>
      </div>
    </div>
  )
}
