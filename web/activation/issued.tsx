import { Button } from 'antd'
import type { CounterAnswer } from '../../src/access/activation-contract.js'
import { useLanguage } from '../shell/language.js'
import { REAL_NAME } from './words.js'

/** 办好了：the code, this once; or that it went to the post. */
export function Issued({ answer, onAgain }: { readonly answer: CounterAnswer; readonly onAgain: () => void }) {
  const { say } = useLanguage()
  return (
    <section className="card activation-panel" role="status">
      {answer.code === undefined ? (
        <p>{say(answer.mailed ? REAL_NAME.mailed : REAL_NAME.queryReset)}</p>
      ) : (
        <>
          <h2>{say(REAL_NAME.code)}</h2>
          <p className="activation-code">{answer.code}</p>
          <p>{say(REAL_NAME.codeOnce, { day: answer.validUntil ?? '' })}</p>
        </>
      )}
      <div>
        <Button onClick={onAgain}>{say(REAL_NAME.again)}</Button>
      </div>
    </section>
  )
}
