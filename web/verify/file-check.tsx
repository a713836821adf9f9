import { useMutation } from '@tanstack/react-query'
import type { FileAnswer } from '../../src/certificates/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { FileResult } from './file-result.js'
import { FILE } from './file-words.js'

const FILE_PATH = '/api/check/file'

/** 核验电子文件：chosen, checked, and let go. */
export function FileCheck() {
  const { say } = useLanguage()
  const checking = useMutation<FileAnswer, Problem, File>({
    mutationFn: (file) => {
      const body = new FormData()
      body.append('file', file)
      return ask(FILE_PATH, { method: 'POST', body })
    },
  })
  return (
    <section className="card verify-card" aria-labelledby="verify-file">
      <h2 id="verify-file">{say(FILE.title)}</h2>
      <p className="verify-lead">{say(FILE.lead)}</p>
      <label className="verify-file">
        {say(FILE.choose)}
        <input
          type="file"
          accept="application/pdf,.pdf"
          onChange={({ target }) => {
            const file = target.files?.[0]
            if (file !== undefined) checking.mutate(file)
            target.value = ''
          }}
        />
      </label>
      <FormProblem error={checking.error} />
      <div aria-live="polite">
        {checking.isPending && <p>{say(FILE.checking)}</p>}
        {!checking.isPending && checking.data && <FileResult answer={checking.data} />}
      </div>
    </section>
  )
}
