import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { CORRECTABLE, type PersonFactKind } from '../../src/collection/entry-contract.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { useUntouched } from './entry-form.js'
import { useFiling, useGrounds } from './file-correction.js'
import { PERSON } from './person-words.js'

const REVERSE = {
  title: { zh: '整行红冲其他事实', en: 'Reverse another fact whole' },
  lead: {
    zh: '凭证号与行号见各数字的推导。红冲之后，按正确内容重新录入。',
    en: 'Posting and row stand in the explanation of each figure. After the reversal, enter it anew.',
  },
  kind: { zh: '事实的种类', en: 'Kind of fact' },
  posting: { zh: '记账号', en: 'Posting' },
  ordinal: { zh: '行号', en: 'Row' },
} as const satisfies Record<string, Both>

interface Props {
  readonly personId: string
  readonly onFiled: () => void
}

/** 红冲任何一类事实：by the row of the ledger that the explanation names. */
export function ReverseForm({ personId, onFiled }: Props) {
  const { say } = useLanguage()
  const [factKind, setKind] = useState<PersonFactKind>('benefitDetermination')
  const [posting, setPosting] = useState('')
  const [ordinal, setOrdinal] = useState('')
  const { grounds, fields, restore } = useGrounds()
  const draft = `reversal ${personId}`
  const kept = { factKind, posting, ordinal, grounds }
  const { forget } = useDraft(
    draft,
    kept,
    (found) => {
      setKind(found.factKind)
      setPosting(found.posting)
      setOrdinal(found.ordinal)
      restore(found.grounds)
    },
    useUntouched(kept),
  )
  const filing = useFiling(draft, forget, onFiled)
  const isRight = /^\d{1,18}$/.test(posting) && /^\d{1,9}$/.test(ordinal) && grounds.explanation.length >= 4
  const file = () => filing.mutate({ body: { personId, factKind, posting, ordinal: Number(ordinal), ...grounds } })
  return (
    <details className="correction-form">
      <summary>{say(REVERSE.title)}</summary>
      <p className="desk-note">{say(REVERSE.lead)}</p>
      <Select
        aria-label={say(REVERSE.kind)}
        value={factKind}
        options={Object.entries(CORRECTABLE).map(([value, both]) => ({ value, label: say(both) }))}
        onChange={(value) => setKind(value as PersonFactKind)}
      />
      <Input
        aria-label={say(REVERSE.posting)}
        placeholder={say(REVERSE.posting)}
        value={posting}
        maxLength={18}
        onChange={({ target }) => setPosting(target.value.trim())}
      />
      <Input
        aria-label={say(REVERSE.ordinal)}
        placeholder={say(REVERSE.ordinal)}
        value={ordinal}
        maxLength={9}
        onChange={({ target }) => setOrdinal(target.value.trim())}
      />
      {fields}
      <FormProblem error={filing.error} />
      <Button type="primary" loading={filing.isPending} disabled={!isRight} onClick={file}>
        {say(PERSON.file)}
      </Button>
    </details>
  )
}
