import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { LOOK_PROOF_PATHS } from '../../src/access/look-proof-contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { saveFile } from '../shell/save-file.js'
import { PROOF } from './words.js'

/** 取这一行的证明文件。 */
export function TakeProof({ lookId }: { readonly lookId: string }) {
  const { say } = useLanguage()
  const taking = useMutation<object, Problem>({
    mutationFn: () => ask(pathOf(LOOK_PROOF_PATHS.proof, { lookId })),
    onSuccess: (proof) =>
      saveFile(new Blob([JSON.stringify(proof)], { type: 'application/json' }), `look-${lookId}.json`),
  })
  return (
    <>
      <FormProblem error={taking.error} />
      <Button
        type="link"
        size="small"
        className="no-print take-proof"
        loading={taking.isPending}
        onClick={() => taking.mutate()}
      >
        {say(PROOF.take)}
      </Button>
    </>
  )
}
