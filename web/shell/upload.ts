import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Language } from '../../src/kernel/refusal.js'
import { Problem, type Realm } from './api.js'
import { useLanguage } from './language.js'
import { useSession } from './session.js'

interface Sender {
  readonly realm: Realm
  readonly csrf: string
  readonly language: Language
}

interface Parcel {
  readonly path: string
  readonly form: FormData
}

/** 上传，看得见进度。`progress` is the share sent, 0 to 1; at 1 the server is reading the file. Undefined when idle. */
export function useUpload<T>(onDone: (answer: T) => void) {
  const { who } = useSession()
  const { language } = useLanguage()
  const [progress, setProgress] = useState<number>()
  const sending = useMutation<T, Problem, Parcel>({
    mutationFn: (parcel) =>
      sendForm<T>(parcel, { realm: who?.realm ?? 'citizen', csrf: who?.csrf ?? '', language }, setProgress),
    onSuccess: onDone,
    onSettled: () => setProgress(undefined),
  })
  return { progress, send: sending.mutate, error: sending.error, reset: sending.reset }
}

/** fetch tells nothing of what has been sent; the older interface does. */
function sendForm<T>({ path, form }: Parcel, sender: Sender, onProgress: (sent: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', sender.language === 'zh' ? 'zh-CN' : 'en')
    request.setRequestHeader('x-quanyi-realm', sender.realm)
    request.setRequestHeader('x-quanyi-csrf', sender.csrf)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total)
    request.onload = () => {
      if (request.status < 300) resolve(request.response as T)
      else reject(problemOf(request.response, request.status))
    }
    request.onerror = () => reject(new Problem('unreachable', '', 0))
    onProgress(0)
    request.send(form)
  })
}

function problemOf(told: unknown, status: number): Problem {
  const { code, message, facts } = (told ?? {}) as Record<string, unknown>
  if (typeof code !== 'string' || typeof message !== 'string') return new Problem('defect', '', status)
  return new Problem(code, message, status, (facts ?? {}) as Record<string, unknown>)
}
