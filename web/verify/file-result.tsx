import type { FileAnswer, FileState } from '../../src/certificates/contract.js'
import { useLanguage } from '../shell/language.js'
import { PaperFacts, StateHint, StateSign } from './check-result.js'
import { FILE, FILE_STATE_NAMES } from './file-words.js'

const GOOD: readonly FileState[] = ['whole', 'unnumbered']

/** 电子文件的核验结果：the signature first, then the paper as the register has it. */
export function FileResult({ answer }: { readonly answer: FileAnswer }) {
  const { say } = useLanguage()
  const { state, paper, paperState, signedAt, fingerprint } = answer
  const { name, hint } = FILE_STATE_NAMES[state]
  const isValid = GOOD.includes(state) && (paperState === undefined || paperState === 'true')
  const look = isValid ? 'good' : GOOD.includes(state) || state === 'appended' ? 'warn' : 'bad'
  return (
    <div className={`result result-${look}`}>
      <div className="result-head">
        <StateSign look={look} />
        <div>
          <h3>{say(name)}</h3>
          <p>{say(hint)}</p>
          {paperState !== undefined && <StateHint state={paperState} />}
        </div>
      </div>
      {paper && <PaperFacts paper={paper} />}
      {fingerprint !== undefined && (
        <dl className="result-proof">
          {signedAt !== undefined && (
            <>
              <dt>{say(FILE.signedAt)}</dt>
              <dd>{signedAt}</dd>
            </>
          )}
          <dt>{say(FILE.by)}</dt>
          <dd>{fingerprint}</dd>
        </dl>
      )}
    </div>
  )
}
