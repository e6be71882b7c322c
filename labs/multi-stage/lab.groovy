#!/usr/bin/env stagecraft
// The lab of README.md as a script: its twenty steps, each with what must be true after it.
// The README has the files: step(n) { … } writes those of step n, then does what the braces say.
// All that is built here is removed when the script ends.

def readme = lab.read("$here/README.md")
def work = session.workFolder()
def table = []

def compare = { app, single, multi ->
  assert multi.size * 3 <= single.size
  def saved = 100 - Math.round(100 * (multi.size / single.size))
  table << [application: app, single: single.size, multi: multi.size, saved: "$saved %"]
}

def health = { container -> container.get('/health').json }


// Part 1: Go

dir("$work/go-app") {
  readme.step(1) { assert file('main.go').text.contains('"/health"') }

  def single = readme.step(2) { build('.', file: 'Dockerfile.single', tag: 'go-app:single') }
  assert single.size >= 300.MB

  def multi = readme.step(3) { build('.', file: 'Dockerfile.multistage', tag: 'go-app:multistage') }
  assert multi.config.User == 'appuser'

  def scratch = readme.step(4) { build('.', file: 'Dockerfile.scratch', tag: 'go-app:scratch') }
  assert scratch.size < multi.size
  assert scratch.layers.size() == 1

  readme.step(5) {
    def ok = [status: 'OK', version: '1.0.0']
    run(single, name: 'go-single', ports: [8081: 8080]) { assert health(it) == ok }
    run(multi, name: 'go-multi', ports: [8082: 8080]) { assert health(it) == ok }
    run(scratch, name: 'go-scratch', ports: [8083: 8080]) { assert health(it) == ok }
  }

  compare 'Go (alpine)', single, multi
  compare 'Go (scratch)', single, scratch
}


// Part 2: Python

dir("$work/python-app") {
  readme.step(6) { assert file('requirements.txt').readLines().size() == 3 }

  def single = readme.step(7) { build('.', file: 'Dockerfile.single', tag: 'python-app:single') }
  assert single.size >= 400.MB

  def multi = readme.step(8) { build('.', file: 'Dockerfile.multistage', tag: 'python-app:multistage') }
  assert multi.config.User == 'appuser'

  readme.step(9) {
    def check = { container ->
      assert health(container) == [status: 'OK', version: '1.0.0', python: '3.11']
      assert container.get('/hash/hello').json.sha256.startsWith('2cf24dba')
    }
    run(single, name: 'py-single', ports: [5001: 5000], check)
    run(multi, name: 'py-multi', ports: [5002: 5000], check)
  }

  compare 'Python', single, multi
}


// Part 3: Node

dir("$work/react-app") {
  readme.step(10) { assert new groovy.json.JsonSlurper().parse(file('package.json')).scripts.build }

  def single = readme.step(11) { build('.', file: 'Dockerfile.single', tag: 'react-app:single') }
  assert single.size >= 400.MB

  def multi = readme.step(12) { build('.', file: 'Dockerfile.multistage', tag: 'react-app:multistage') }

  readme.step(13) {
    def check = { container ->
      assert container.get('/').text.contains('<title>Counter</title>')
      assert container.get('/bundle.js').text.contains('Built in one image')
    }
    run(single, name: 'react-single', ports: [3001: 3000], check)
    run(multi, name: 'react-multi', ports: [3002: 80], check)
  }

  compare 'React', single, multi
}


// Part 4: .NET, where its base images can be had

def missing = ['sdk:8.0', 'sdk:8.0-alpine', 'aspnet:8.0-alpine']
    .collect { "mcr.microsoft.com/dotnet/$it".toString() }
    .findAll { bases.absence(it).present }

if (missing) {
  println "\nPart 4: .NET is left out: nobody has ${missing.join(', ')}"
} else dir("$work/dotnet-app") {
  readme.step(14) { assert file('Program.cs').text.contains('MapGet') }

  def single = readme.step(15) { build('.', file: 'Dockerfile.single', tag: 'dotnet-app:single') }
  assert single.size >= 300.MB

  def multi = readme.step(16) { build('.', file: 'Dockerfile.multistage', tag: 'dotnet-app:multistage') }
  assert multi.config.User == 'appuser'

  readme.step(17) {
    run(single, name: 'dotnet-single', ports: [8091: 8080]) { assert health(it).runtime.startsWith('.NET 8') }
    run(multi, name: 'dotnet-multi', ports: [8092: 8080]) { assert health(it).runtime.startsWith('.NET 8') }
  }

  compare '.NET', single, multi
}


// Part 5: Advanced

dir("$work/advanced") {
  readme.step(18) {
    build('.', file: 'Dockerfile.buildargs', tag: 'app:go122')
    build('.', file: 'Dockerfile.buildargs', buildArg: [GO_VERSION: '1.21'], tag: 'app:go121')
    assert run('app:go122', rm: true).startsWith('built with go1.22')
    assert run('app:go121', rm: true).startsWith('built with go1.21')
  }
}

dir("$work/cached-app") {
  readme.step(19) {
    build('.', file: 'Dockerfile.cache', tag: 'app:cached')
    assert run('app:cached', rm: true) == 'first edition'

    def source = file('greeting.go')
    source.text = source.text.replace('first', 'second')
    def log = sh('docker build -f Dockerfile.cache -t app:cached . 2>&1')
    assert log =~ /RUN go mod download.*\n.*(CACHED|Using cache)/
    assert run('app:cached', rm: true) == 'second edition'
  }
}

readme.step(20) { show table }
