from django.http import HttpResponse


def contract(request, pk=None):
    return HttpResponse("contract")
