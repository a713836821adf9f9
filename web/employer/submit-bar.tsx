import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { SubmissionSummary } from '../../src/collection/contract.js'
import type { SubmitRequest } from '../../src/collection/filing-contract.js'
import { useFileEntry } from '../desk/file-entry.js'
import { pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { KeyMark, useKeyTo } from '../shell/keys.js'
import { useLanguage } from '../shell/language.js'
import { EMPLOYER, EMPLOYER_PATHS } from './words.js'

interface Props {
  readonly of: SubmissionSummary
  /** 预览的草稿，forgotten once it is submitted. */
  readonly draft?: string
  readonly forget?: () => Promise<void>
}
const NOTHING_KEPT = async () => undefined

/** 确认提交。Where the server cannot be reached it waits, sealed, and is sent once. There only where the submission would pass; a filing with refused rows asks to confirm the rest. */
export function SubmitBar({ of, draft = `filing ${of.id}`, forget = NOTHING_KEPT }: Props) {
  const { say } = useLanguage()
  const { id, revision, accepted, refused, abilities } = of
  const bar = useKeyTo('p')
  const [agrees, setAgrees] = useState(false)
  const path = pathOf(EMPLOYER_PATHS.submit, { id })
  const submitting = useFileEntry({
    ...{ path, name: say(EMPLOYER.fileMonth), draft, forget },
    filed: EMPLOYER.submitted,
    to: (filed) => `/employer/filings/${filed}`,
  })
  if (!abilities.includes('submit')) {
    const isEmpty = of.state === 'draft' && accepted === 0
    return isEmpty ? <p className="form-problem submit-none">{say(EMPLOYER.nothingAccepted)}</p> : null
  }
  return (
    <div ref={bar} className="submit-bar no-print">
      <FormProblem error={submitting.error} />
      {refused > 0 && (
        <Checkbox checked={agrees} onChange={({ target }) => setAgrees(target.checked)}>
          {say(EMPLOYER.acceptedOnly, { n: accepted, refused })}
        </Checkbox>
      )}
      <Button
        type="primary"
        size="large"
        disabled={refused > 0 && !agrees}
        loading={submitting.isPending}
        onClick={() => submitting.mutate({ body: { revision, acceptedOnly: refused > 0 } satisfies SubmitRequest })}
      >
        {say(EMPLOYER.submit, { n: accepted })} <KeyMark sign="p" />
      </Button>
    </div>
  )
}
