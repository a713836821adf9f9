import type { Sentence } from '../../src/collection/contract.js'
import { useLanguage } from '../shell/language.js'
import { SUBMISSION } from './words.js'

/** 读表提示。What was left aside while reading. */
export function Notices({ notices }: { readonly notices: readonly Sentence[] }) {
  const { say } = useLanguage()
  if (notices.length === 0) return null
  return (
    <aside className="notices" aria-label={say(SUBMISSION.notices)}>
      <strong>{say(SUBMISSION.notices)}</strong>
      <ul>
        {notices.map((notice) => (
          <li key={notice.zh}>{say(notice)}</li>
        ))}
      </ul>
    </aside>
  )
}
