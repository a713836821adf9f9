import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef } from 'react'
import { useNavigate } from 'react-router'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import type { IntakeRequest } from '../../src/collection/intake-contract.js'
import { Problem } from '../shell/api.js'
import { useDrafts } from '../shell/drafts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { deliver, type Parcel, type Step } from '../shell/outbox.js'

const FILE = {
  filed: { zh: '已提交，等待审核。', en: 'Filed; it waits for review.' },
  queued: {
    zh: '连不上服务器，已排队；恢复后自动发出，只发一次。',
    en: 'The server cannot be reached; it waits here and is sent once when it is back.',
  },
} as const satisfies Record<string, Both>

interface Terms {
  readonly path: string
  readonly name: string
  readonly draft: string
  readonly resubmits?: string | undefined
  readonly forget: () => Promise<void>
  readonly onFiled?: (() => void) | undefined
  /** 办成之后的话，where the matter has words of its own. */
  readonly filed?: Both | undefined
  /** 办成之后打开哪里，where it is not the desk's page of the submission. */
  readonly to?: ((id: string) => string) | undefined
}

/** 提交录入。Sent at once where the server can be reached; else it waits, sealed, and is sent once. */
export function useFileEntry({ path, name, draft, resubmits, forget, onFiled, filed, to }: Terms) {
  const { say } = useLanguage()
  const { store, queue } = useDrafts()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const made = useRef({ id: crypto.randomUUID(), at: Date.now() })
  return useMutation<SubmissionDetail | undefined, Problem, { body: object; intake?: Step | undefined }>({
    mutationFn: async ({ body, intake }) => {
      const named = intake === undefined ? {} : { intake: (intake.body as IntakeRequest).id }
      const entry: Step = { path, body, query: { resubmits }, ...named }
      const parcel: Parcel = {
        ...made.current,
        says: name,
        draft,
        steps: intake === undefined ? [entry] : [intake, entry],
      }
      try {
        return await deliver<SubmissionDetail>(parcel)
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 0 || store === undefined) throw error
        await queue(parcel)
        return undefined
      }
    },
    onSuccess: async (detail) => {
      if (detail === undefined) {
        void message.info(say(FILE.queued))
        return
      }
      await forget()
      void queries.invalidateQueries()
      void message.success(say(filed ?? FILE.filed))
      onFiled?.()
      navigate(to === undefined ? `/submissions/${detail.id}` : to(detail.id))
    },
  })
}
