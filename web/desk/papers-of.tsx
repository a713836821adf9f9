import type { SubmissionContent } from '../../src/collection/content-contract.js'
import { pathOf } from '../shell/api.js'
import { useAsk } from '../shell/queries.js'
import './content.css'
import { PaperView } from './paper-view.js'
import { DESK_PATHS } from './paths.js'

/** 所附的原始资料，where the content itself is shown in a way of its own. */
export function PapersOf({ id }: { readonly id: string }) {
  const content = useAsk<SubmissionContent>(pathOf(DESK_PATHS.content, { id }), { page: 1 })
  const papers = content.data?.papers ?? []
  return papers.length === 0 ? null : <PaperView id={id} papers={papers} />
}
