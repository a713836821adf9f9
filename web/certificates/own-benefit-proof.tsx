import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { PaperView } from '../../src/certificates/statement-contract.js'
import { STATEMENTS_PATH } from '../citizen/paper-card.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { ReadyPaper } from './ready-paper.js'
import { PAPERS } from './words.js'

const BENEFIT_PROOFS_PATH = '/api/my/benefit-proofs'

/** 待遇享受证明：as it stands today, so there is nothing to choose. */
export function OwnBenefitProof() {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const issuing = useMutation<PaperView, Problem>({
    mutationFn: () => ask(BENEFIT_PROOFS_PATH, { method: 'POST', body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [STATEMENTS_PATH] }),
  })
  return (
    <Section title={say(PAPERS.benefitProof)}>
      <div className="card issue">
        <p>{say(PAPERS.benefitProofLead)}</p>
        <div className="issue-form">
          <Button type="primary" loading={issuing.isPending} onClick={() => issuing.mutate()}>
            {say(PAPERS.issue)}
          </Button>
        </div>
        <FormProblem error={issuing.error} />
        {issuing.data && <ReadyPaper title={say(PAPERS.benefitReady)} paper={issuing.data} />}
      </div>
    </Section>
  )
}
