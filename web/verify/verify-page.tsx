import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { CheckAnswer, CheckRequest } from '../../src/certificates/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useSentence } from '../shell/states.js'
import { Certificates } from './certificates.js'
import { CheckForm } from './check-form.js'
import { CheckResult } from './check-result.js'
import { FileCheck } from './file-check.js'
import './verify.css'
import { VERIFY } from './words.js'

const CHECK_PATH = '/api/check'

/** 核验页，公开。With a QR's token in the address only the last four are asked for. */
export function VerifyPage() {
  const { say } = useLanguage()
  const sentence = useSentence()
  const { token } = useParams()
  const [qr, setQr] = useState(token)
  const checking = useMutation<CheckAnswer, Problem, CheckRequest>({
    mutationFn: (body) => ask(CHECK_PATH, { method: 'POST', body }),
  })
  const found = checking.data?.state !== 'unknown' ? checking.data : undefined
  const again = () => {
    setQr(undefined)
    checking.reset()
  }
  return (
    <div className="verify">
      <Page title={say(VERIFY.title)} lead={found ? undefined : say(VERIFY.lead)}>
        <div aria-live="polite">{checking.data && <CheckResult answer={checking.data} />}</div>
        {checking.error && (
          <p className="form-problem verify-problem" role="alert">
            {sentence(checking.error)}
          </p>
        )}
        {found ? (
          <Button className="no-print" size="large" onClick={again}>
            {say(VERIFY.again)}
          </Button>
        ) : (
          <CheckForm
            qr={qr}
            onByCode={() => setQr(undefined)}
            busy={checking.isPending}
            onCheck={(asked) => checking.mutate(asked)}
          />
        )}
        {!found && <FileCheck />}
        {!found && <Certificates />}
      </Page>
    </div>
  )
}
