import { Input, Select } from 'antd'
import { useState } from 'react'
import { CORRECTION_REASONS, type CorrectionReason } from '../../src/collection/entry-contract.js'
import { useLanguage } from '../shell/language.js'
import { useFileEntry } from './file-entry.js'
import { DESK_PATHS } from './paths.js'
import { PERSON } from './person-words.js'

/** 更正的理由与说明，and the fields they are typed in. */
export function useGrounds() {
  const { say } = useLanguage()
  const [reason, setReason] = useState<CorrectionReason>('entryError')
  const [explanation, setExplanation] = useState('')
  const fields = (
    <>
      <Select
        aria-label={say(PERSON.reason)}
        value={reason}
        options={Object.entries(CORRECTION_REASONS).map(([value, both]) => ({ value, label: say(both) }))}
        onChange={(value) => setReason(value as CorrectionReason)}
      />
      <Input.TextArea
        aria-label={say(PERSON.explanation)}
        placeholder={say(PERSON.explanationHint)}
        maxLength={500}
        rows={2}
        value={explanation}
        onChange={({ target }) => setExplanation(target.value)}
      />
    </>
  )
  const restore = (kept: { reason: CorrectionReason; explanation: string }) => {
    setReason(kept.reason)
    setExplanation(kept.explanation)
  }
  return { grounds: { reason, explanation: explanation.trim() }, fields, restore }
}

/** 提交更正，and on to its submission; without a network it waits like every entry. */
export function useFiling(draft: string, forget: () => Promise<void>, onFiled: () => void) {
  const { say } = useLanguage()
  return useFileEntry({ path: DESK_PATHS.corrections, name: say(PERSON.correctTitle), draft, forget, onFiled })
}
