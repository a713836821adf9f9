import { createServer, type Server, type ServerResponse } from 'node:http'
import type { OutsideAnswer, OutsideCheck } from '../../exchange/outside.js'

/** 示例部门：answers by the name alone, so that each of its answers can be tried by whoever enters one. */
export interface Department extends OutsideCheck {
  isDown: boolean
}

/** 姓名或名称里写明要的答复。 */
const UNKNOWN = '查无'
const DIFFERS = '不符'

export function simulatedDepartment(): Department {
  const department: Department = {
    isDown: false,
    askIdentity: async ({ fullName }) => answer(department, fullName, 'fullName'),
    askCreditCode: async ({ name }) => answer(department, name, 'name'),
  }
  return department
}

function answer({ isDown }: Department, name: string, field: string): OutsideAnswer {
  if (isDown) return { answer: 'unavailable', reason: 'the department is closed' }
  if (name.startsWith(UNKNOWN)) return { answer: 'unknown' }
  return name.startsWith(DIFFERS) ? { answer: 'differs', field } : { answer: 'agrees' }
}

/** 示例市的部门。 */
export const demoDepartment = simulatedDepartment()

/** 示例部门的服务：the contract of docs/exchange.md over HTTP, to try an adapter against. */
export function departmentServer(department: Department, delayMs = 0): Server {
  return createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => {
      text += part
      if (text.length > 4096) request.destroy()
    })
    request.on('end', () => {
      setTimeout(() => void reply(department, request.url ?? '', text).then((told) => send(response, told)), delayMs)
    })
  })
}

type Told = { readonly status: number; readonly body: string }

async function reply(department: Department, url: string, text: string): Promise<Told> {
  try {
    const asked = JSON.parse(text) as Record<string, string>
    const given =
      url === '/identity'
        ? await department.askIdentity({ identityNumber: asked['identityNumber']!, fullName: asked['fullName']! })
        : await department.askCreditCode({ creditCode: asked['creditCode']!, name: asked['name']! })
    if (given.answer === 'unavailable') return { status: 503, body: '{}' }
    return { status: 200, body: JSON.stringify(given) }
  } catch {
    return { status: 400, body: '{}' }
  }
}

function send(response: ServerResponse, told: Told): void {
  response.writeHead(told.status, { 'content-type': 'application/json' })
  response.end(told.body)
}
