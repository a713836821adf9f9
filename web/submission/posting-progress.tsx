import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SubmissionSummary } from '../../src/collection/contract.js'
import { IMPORT } from '../imports/words.js'
import { countText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import '../imports/imports.css'

const LIVE_MS = 3000

/** 记账的进度, while a large submission is posted behind the scenes. */
export function PostingProgress({ of, path }: { readonly of: SubmissionSummary; readonly path: string }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const isPosting = of.state === 'agreed' && of.vouchers > 1
  useEffect(() => {
    if (!isPosting) return undefined
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: [path] }), LIVE_MS)
    return () => clearInterval(timer)
  }, [isPosting, path, queries])
  if (!isPosting) return null
  const words = say(IMPORT.posting, { posted: countText(of.posted), all: countText(of.vouchers) })
  return (
    <div className="posting-progress">
      <progress value={of.posted} max={of.vouchers} aria-label={words} />
      <p className="number" role="status">
        {words}
      </p>
    </div>
  )
}
