from django.http import HttpResponse


def person_list(request, pk=None):
    return HttpResponse("person_list")


def person_add(request, pk=None):
    return HttpResponse("person_add")


def person_detail(request, pk=None):
    return HttpResponse("person_detail")


def membership_grant(request, pk=None):
    return HttpResponse("membership_grant")


def membership_end(request, pk=None):
    return HttpResponse("membership_end")
